import type { NativeBackend, NodeAttribute } from '../backend/backend.ts';

type Binding = NativeBackend['binding'];
type Result = ReturnType<Binding['executeOp']>[number];

const [float32, bfloat16] = [1, 14];
const products: ReadonlySet<string> = new Set(['MatMul', 'BatchMatMul', 'BatchMatMulV2']);

/**
 * Runs `compute` with the factors of each matrix product rounded to bfloat16, and its result; sums inside a product and
 * all else stay float32. It goes for gradients that are taken meanwhile too. Inside a trace the roundings are recorded.
 * bfloat16: Kalamkar et al., A Study of BFLOAT16 for Deep Learning Training, 2019.
 */
export function withBfloat16Products<Computed>(native: NativeBackend, compute: () => Computed): Computed {
  const { binding } = native;
  const type = (name: string, value: number): NodeAttribute => ({ name, type: binding.TF_ATTR_TYPE, value });
  const cast = (id: number, from: number, to: number): Result => {
    const truncate: NodeAttribute = { name: 'Truncate', type: binding.TF_ATTR_BOOL, value: false };
    const [result] = binding.executeOp('Cast', [type('SrcT', from), type('DstT', to), truncate], [id], 1);
    if (result === undefined) throw new Error('Cast gave no output');
    return result;
  };
  const executeOp: Binding['executeOp'] = (op, attributes, inputs, outputs) => {
    if (!products.has(op)) return binding.executeOp(op, attributes, inputs, outputs);
    const factors = inputs.map((id) => cast(id, float32, bfloat16).id);
    const typed = attributes.map((each) => (each.name === 'T' ? type('T', bfloat16) : each));
    const rounded = binding.executeOp(op, typed, factors, outputs);
    const results = rounded.map(({ id }) => cast(id, bfloat16, float32));
    for (const id of [...factors, ...rounded.map(({ id }) => id)]) binding.deleteTensor(id);
    return results;
  };
  native.binding = Object.create(binding, { executeOp: { value: executeOp } }) as Binding;
  try {
    return compute();
  } finally {
    native.binding = binding;
  }
}
