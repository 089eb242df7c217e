import type { Conversion, Operation, Operations } from '../conversion.ts';
import { added, fixed, isFixed, type SizeFormula } from '../size-formula.ts';

const toTheEnd = fixed(2 ** 31 - 1);

const reshape: Operation = ({ input, sizes, vector, emit }) => {
  const sides = sizes(1);
  // One side may be left to ONNX, which then needs to compute none.
  const open = sides.findIndex((side) => !isFixed(side));
  const known = sides.every((side) => !isFixed(side) || side.constant > 0);
  const asked = open < 0 || !known ? sides : sides.map((side, index) => (index === open ? fixed(-1) : side));
  return emit('Reshape', [input(0), vector(asked)]);
};

const slice: Operation = ({ input, sizes, vector, integers, emit }) => {
  const [begins, lengths] = [sizes(1), sizes(2)];
  const ends = begins.map((begin, side) => {
    const length = lengths[side] ?? fixed(-1);
    return isFixed(length) && length.constant === -1 ? toTheEnd : added(begin, length);
  });
  return emit('Slice', [input(0), vector(begins), vector(ends), integers(...begins.keys())]);
};

const stridedSlice: Operation = (conversion) => {
  const { node, input, sizes, numbers, vector, integers, emit, unsupported } = conversion;
  const mask = (name: string): number => node.attributes[name]?.integer ?? 0;
  if (mask('ellipsis_mask') !== 0 || mask('new_axis_mask') !== 0) throw unsupported('new axes');
  const marked = (name: string, side: number): boolean => (mask(name) & (2 ** side)) !== 0;
  const steps = numbers(3);
  if (steps.some((step) => step < 1)) throw unsupported('steps backwards');
  const begins = sizes(1).map((begin, side) => (marked('begin_mask', side) ? fixed(0) : begin));
  const ends = sizes(2).map((end, side): SizeFormula => {
    if (marked('shrink_axis_mask', side)) return added(begins[side] ?? fixed(0), fixed(1));
    return marked('end_mask', side) ? toTheEnd : end;
  });
  const sides = [...begins.keys()];
  const cut = emit('Slice', [input(0), vector(begins), vector(ends), integers(...sides), integers(...steps)]);
  const dropped = sides.filter((side) => marked('shrink_axis_mask', side));
  return dropped.length === 0 ? cut : emit('Squeeze', [cut, integers(...dropped)]);
};

const pack: Operation = ({ node, inputs, integers, emit }) => {
  const axis = node.attributes['axis']?.integer ?? 0;
  const parts = inputs().map((part) => emit('Unsqueeze', [part, integers(axis)]));
  return emit('Concat', parts, { axis });
};

const unpack: Operation = ({ node, input, integers, emit, emitMany }) => {
  const [axis, count] = [node.attributes['axis']?.integer ?? 0, node.attributes['num']?.integer ?? 1];
  const parts = count === 1 ? [input(0)] : emitMany('Split', [input(0)], { axis }, count);
  return parts.map((part) => emit('Squeeze', [part, integers(axis)]));
};

/** A value of the shape of another. */
const like = (value: number): Operation => {
  return ({ input, float, emit }) => {
    const shape = emit('Shape', [input(0)]);
    return emit('Expand', [emit('CastLike', [float(value), input(0)]), shape]);
  };
};

/** The last input names the axis. */
function axisOf({ node, numbers }: Conversion, index = node.inputs.length - 1): number {
  return numbers(index)[0] ?? 0;
}

export const shapes: Operations = {
  Reshape: reshape,
  Slice: slice,
  StridedSlice: stridedSlice,
  Pack: pack,
  Unpack: unpack,
  ZerosLike: like(0),
  OnesLike: like(1),
  Transpose: ({ input, numbers, emit }) => emit('Transpose', [input(0)], { perm: numbers(1) }),
  ExpandDims: ({ input, numbers, integers, emit }) => emit('Unsqueeze', [input(0), integers(...numbers(1))]),
  Squeeze: ({ node, input, integers, emit }) => {
    const axes = node.attributes['squeeze_dims']?.integers ?? [];
    return emit('Squeeze', axes.length === 0 ? [input(0)] : [input(0), integers(...axes)]);
  },
  ConcatV2: (conversion) => conversion.emit('Concat', conversion.inputs().slice(0, -1), { axis: axisOf(conversion) }),
  Split: (conversion) => {
    const count = conversion.node.attributes['num_split']?.integer ?? 1;
    if (count === 1) return conversion.input(1);
    return conversion.emitMany('Split', [conversion.input(1)], { axis: axisOf(conversion, 0) }, count);
  },
  SplitV: (conversion) => {
    const parts = conversion.sizes(1);
    const inputs = [conversion.input(0), conversion.vector(parts)];
    return conversion.emitMany('Split', inputs, { axis: axisOf(conversion) }, parts.length);
  },
  Tile: ({ input, sizes, vector, emit }) => emit('Tile', [input(0), vector(sizes(1))]),
  Fill: ({ input, sizes, vector, emit }) => emit('Expand', [input(1), vector(sizes(0))]),
  Pad: (conversion) => padded(conversion, undefined),
  PadV2: (conversion) => padded(conversion, conversion.input(2)),
};

function padded({ input, numbers, integers, emit }: Conversion, value: string | undefined): string {
  // TensorFlow has pairs, ONNX all that stands before and then all that stands after.
  const pairs = numbers(1);
  const before = pairs.filter((_, place) => place % 2 === 0);
  const after = pairs.filter((_, place) => place % 2 === 1);
  return emit('Pad', [input(0), integers(...before, ...after), ...(value === undefined ? [] : [value])]);
}
