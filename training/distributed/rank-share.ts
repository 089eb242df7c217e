import type { HostTensor } from '../host-tensor.ts';
import type { StepInputs } from '../objective.ts';

/**
 * What one of `ranks` computes of a micro-batch: of n samples, in their order, the next ⌈n / ranks⌉, filled up with zeros,
 * which no objective judges. The first side of each tensor is that of samples. `samples` are those of parts that do not
 * say it. A share that lies in one part is a view of its memory.
 */
export function rankShare(
  parts: readonly StepInputs[],
  samples: number,
  { ranks, rank }: { readonly ranks: number; readonly rank: number },
): Map<string, HostTensor> {
  const sizes = parts.map((part) => part.samples ?? samples);
  const taken = Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / ranks);
  const share = new Map<string, HostTensor>();
  for (const [name, { dtype, shape }] of Object.entries(parts[0]?.inputs ?? {})) {
    const [first = 0, ...rest] = shape;
    const perSample = first / (sizes[0] as number);
    const stride = rest.reduce((product, side) => product * side, perSample);
    const data = cut(parts, name, rank * taken * stride, taken * stride);
    const sides = perSample === 1 ? [taken, ...rest] : [taken, perSample, ...rest];
    share.set(name, { dtype, shape: sides, data } as HostTensor);
  }
  return share;
}

/** `size` elements from place `from` of an input's parts laid end to end. */
function cut(parts: readonly StepInputs[], name: string, from: number, size: number): HostTensor['data'] {
  const datas = parts.map(({ inputs }) => (inputs[name] as HostTensor).data);
  const [only] = datas;
  if (only !== undefined && from + size <= only.length) return only.subarray(from, from + size);
  const own = only instanceof Float32Array ? new Float32Array(size) : new Int32Array(size);
  let start = -from;
  for (const data of datas) {
    const piece = data.subarray(Math.max(0, -start), Math.max(0, size - start));
    if (piece.length > 0) own.set(piece, Math.max(0, start));
    start += data.length;
  }
  return own;
}
