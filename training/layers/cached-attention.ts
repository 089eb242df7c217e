import type { Forward, KeyValueCache } from '../model.ts';
import type { Tensor, Tensor2D, Tensor4D } from '../tensorflow.ts';
import type { AttentionShape } from './attention.ts';

/**
 * As `attention`, of tokens that look at cached ones and at those of themselves that the cache's mask allows. `mixed`
 * [samples·length, 3·width] gives [samples·length, width]. Holds samples·heads·length·(cached + length) scores.
 */
export function cachedAttention(
  { tf }: Forward,
  mixed: Tensor2D,
  cache: KeyValueCache,
  { samples, length, heads }: AttentionShape,
): Tensor2D {
  const width = (mixed.shape[1] ?? 0) / 3;
  const headWidth = width / heads;
  const byHead = (x: Tensor): Tensor4D =>
    tf.transpose(x.reshape<Tensor4D>([samples, length, heads, headWidth]), [0, 2, 1, 3]);
  const [query, ownKey, ownValue] = tf.split(mixed, 3, 1).map(byHead) as [Tensor4D, Tensor4D, Tensor4D];
  const [key, value] = cache.extend(ownKey, ownValue);
  const scores = tf.matMul<Tensor4D>(tf.mul(query, 1 / Math.sqrt(headWidth)), key, false, true);
  const mean = tf.matMul(tf.softmax(tf.add<Tensor4D>(scores, cache.mask)), value);
  return tf.transpose(mean, [0, 2, 1, 3]).reshape<Tensor2D>([samples * length, width]);
}
