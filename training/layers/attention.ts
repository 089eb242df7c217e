import type { Forward } from '../model.ts';
import type { Tensor, Tensor2D, Tensor4D } from '../tensorflow.ts';
import { customGradient } from './custom-gradient.ts';

export interface AttentionShape {
  readonly samples: number;
  readonly length: number;
  readonly heads: number;
}

/**
 * Scaled dot-product attention of `heads` heads among the places of each sample. `mask` is added to the
 * scores [samples, heads, length, length], over which it is spread; without one each place looks at all.
 * `mixed` [samples·length, 3·width]: query, key and value side by side; gives [samples·length, width].
 * Holds samples·heads·length² scores. Vaswani et al. 2017; the gradient of the softmax as in Dao et al. 2022, B.4.
 */
export function attention(
  { tf }: Forward,
  mixed: Tensor2D,
  mask: Tensor | undefined,
  { samples, length, heads }: AttentionShape,
): Tensor2D {
  const width = (mixed.shape[1] ?? 0) / 3;
  const headWidth = width / heads;
  const byHead = (x: Tensor): Tensor4D =>
    tf.transpose(x.reshape<Tensor4D>([samples, length, heads, headWidth]), [0, 2, 1, 3]);
  const byPlace = (x: Tensor): Tensor2D => tf.transpose(x, [0, 2, 1, 3]).reshape<Tensor2D>([samples * length, width]);
  const scale = 1 / Math.sqrt(headWidth);
  return customGradient(
    tf,
    [mixed],
    () => {
      const [query, key, value] = tf.split(mixed, 3, 1).map(byHead) as [Tensor4D, Tensor4D, Tensor4D];
      const scaled = tf.mul(query, scale);
      const scores = tf.matMul<Tensor4D>(scaled, key, false, true);
      const shares = tf.softmax<Tensor4D>(mask === undefined ? scores : tf.add<Tensor4D>(scores, mask));
      const mean = tf.matMul(shares, value);
      return { value: byPlace(mean), saved: [scaled, key, value, shares, mean] as const };
    },
    (gradient, [scaled, key, value, shares, mean]) => {
      const toMean = byHead(gradient);
      const along = tf.sum(tf.mul(toMean, mean), -1, true);
      const toScores = tf.mul(shares, tf.sub(tf.matMul(toMean, value, false, true), along));
      const toQuery = tf.mul(tf.matMul(toScores, key), scale);
      const toKey = tf.matMul(toScores, scaled, true, false);
      const toValue = tf.matMul(shares, toMean, true, false);
      return [tf.concat([toQuery, toKey, toValue].map(byPlace), 1)];
    },
  );
}
