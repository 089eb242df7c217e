import type { Forward } from '../model.ts';
import type { Tensor } from '../tensorflow.ts';
import { causalMask } from './causal-mask.ts';

/**
 * What is added to the scores of samples that hold several texts, [samples, 1, length, length]: nothing to those that look
 * back in their own text, −10⁹ or less to the others. `texts` int32 [samples·length] is the number of each token's text.
 */
export function packedMask(forward: Forward, texts: Tensor, samples: number, length: number): Tensor {
  const { tf } = forward;
  const other = tf.notEqual(texts.reshape([samples, 1, length, 1]), texts.reshape([samples, 1, 1, length]));
  return tf.add(tf.mul(tf.cast(other, 'float32'), -1e9), causalMask(forward, length));
}
