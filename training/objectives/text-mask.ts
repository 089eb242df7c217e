import type { Batch } from '../../streaming/batch.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { TokenObjectiveSize } from '../objective.ts';

/** float32 [samples·length]: 1 for the text of a batch, 0 for padding, and for samples that fill a short batch up. */
export function textMask({ samples, used }: Batch, size: TokenObjectiveSize): HostTensor {
  const data = new Float32Array(size.samples * size.length);
  for (let sample = 0; sample < samples; sample++) {
    const start = sample * size.length;
    data.fill(1, start, start + (used[sample] ?? 0));
  }
  return { dtype: 'float32', shape: [data.length], data };
}
