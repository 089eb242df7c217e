import type { Backend } from '../../../training/backend/backend.ts';
import { newForward } from '../../../training/engines/forward.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';
import type { TokenModel } from '../../../training/model.ts';

/** Logits behind the last of `ids`, computed from all of them, by plain TensorFlow.js without a cache. */
export function recomputedLogits(
  { tf, ...rest }: Backend,
  model: TokenModel,
  weights: ReadonlyMap<string, HostTensor>,
  ids: readonly number[],
): Float32Array {
  return tf.tidy(() => {
    const tensors = new Map(
      [...weights].map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape], 'float32')]),
    );
    const forward = newForward({ tf, ...rest }, tensors, undefined);
    const samples = { ids: tf.tensor1d([...ids], 'int32'), samples: 1, length: ids.length };
    const last = tf.slice(model.residual(forward, samples), [ids.length - 1, 0], [1, model.width]);
    return Float32Array.from(model.logits(forward, model.hidden(forward, last.as2D(1, model.width))).dataSync());
  });
}
