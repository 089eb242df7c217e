import type { Conversion, Operation, Operations } from '../conversion.ts';

/** A product whose factors may be turned first. */
const product = (left: string, right: string): Operation => {
  return (conversion) => {
    const { node, input, emit, rankOf } = conversion;
    const rank = node.rank ?? Math.max(rankOf(0), rankOf(1));
    const a = node.attributes[left]?.flag === true ? turned(conversion, input(0), rank) : input(0);
    const b = node.attributes[right]?.flag === true ? turned(conversion, input(1), rank) : input(1);
    return emit('MatMul', [a, b]);
  };
};

/** With the last two sides swapped. */
function turned({ emit }: Conversion, x: string, rank: number): string {
  const order = Array.from({ length: rank }, (_, side) => side);
  return emit('Transpose', [x], { perm: [...order.slice(0, -2), rank - 1, rank - 2] });
}

export const matrices: Operations = {
  MatMul: product('transpose_a', 'transpose_b'),
  BatchMatMul: product('adj_x', 'adj_y'),
  BatchMatMulV2: product('adj_x', 'adj_y'),
  Einsum: ({ node, emit, inputs }) => emit('Einsum', inputs(), { equation: node.attributes['equation']?.text ?? '' }),
};
