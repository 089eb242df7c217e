import type { Forward } from '../model.ts';
import type { Tensor, Tensor2D, Tensor4D } from '../tensorflow.ts';
import { customGradient } from './custom-gradient.ts';

/** What looks and what is looked at, by head. `heads` is a multiple of `keyHeads`: so many heads in a row share a key. */
export interface HeadStates {
  /** [samples, heads, places, headWidth]. */
  readonly query: Tensor4D;
  /** [samples, keyHeads, others, headWidth], and the same for `value`. */
  readonly key: Tensor4D;
  readonly value: Tensor4D;
  /** What a query is multiplied with: by default 1 / √headWidth. */
  readonly scale?: number;
  /** Added to the scores, and learned: [1, heads, places, others]. */
  readonly bias?: Tensor;
  /** Added to the scores, and not learned: a tensor that spreads to [samples, heads, places, others]. */
  readonly mask?: Tensor;
}

/** Rows [samples·places, heads·headWidth] as [samples, heads, places, headWidth]. */
export function byHead({ tf }: Forward, x: Tensor2D, samples: number, heads: number): Tensor4D {
  const [rows, width] = x.shape;
  return tf.transpose(x.reshape<Tensor4D>([samples, rows / samples, heads, width / heads]), [0, 2, 1, 3]);
}

/** The means of values that queries look for, [samples, heads, places, headWidth], as [samples·places, heads·headWidth]. */
export function byPlace({ tf }: Forward, x: Tensor4D): Tensor2D {
  const [samples, heads, places, headWidth] = x.shape;
  return tf.transpose(x, [0, 2, 1, 3]).reshape<Tensor2D>([samples * places, heads * headWidth]);
}

/**
 * Scaled dot-product attention over queries, keys and values that are apart, grouped where heads share keys: gives
 * [samples, heads, places, headWidth]. Holds samples·heads·places·others scores.
 * Vaswani et al. 2017; Ainslie et al. 2023; the gradient of the softmax as in Dao et al. 2022, B.4.
 */
export function dotProductAttention({ tf }: Forward, states: HeadStates): Tensor4D {
  const { query, key, value, bias, mask } = states;
  const [samples, heads, places, headWidth] = query.shape;
  const [, keyHeads, others] = key.shape;
  const scale = states.scale ?? 1 / Math.sqrt(headWidth);
  // Heads that share a key lie one after another, as if they were further places of one head.
  const grouped = (x: Tensor): Tensor4D =>
    x.reshape<Tensor4D>([samples, keyHeads, (heads / keyHeads) * places, x.shape.at(-1) ?? 0]);
  const apart = (x: Tensor): Tensor4D => x.reshape<Tensor4D>([samples, heads, places, x.shape.at(-1) ?? 0]);
  return customGradient(
    tf,
    bias === undefined ? [query, key, value] : [query, key, value, bias],
    () => {
      const scaled = grouped(scale === 1 ? query : tf.mul(query, scale));
      let scores = apart(tf.matMul(scaled, key, false, true));
      if (bias !== undefined) scores = tf.add<Tensor4D>(scores, bias);
      if (mask !== undefined) scores = tf.add<Tensor4D>(scores, mask);
      const shares = grouped(tf.softmax(scores.reshape([samples, heads, places, others])));
      const mean = tf.matMul(shares, value);
      return { value: apart(mean), saved: [scaled, key, value, shares, mean] as const };
    },
    (gradient, [scaled, key, value, shares, mean]) => {
      const toMean = grouped(gradient);
      const along = tf.sum(tf.mul(toMean, mean), -1, true);
      const toScores = tf.mul(shares, tf.sub(tf.matMul(toMean, value, false, true), along));
      const toScaled = tf.matMul(toScores, key);
      return [
        apart(scale === 1 ? toScaled : tf.mul(toScaled, scale)),
        tf.matMul(toScores, scaled, true, false),
        tf.matMul(shares, toMean, true, false),
        ...(bias === undefined ? [] : [tf.sum(apart(toScores), 0, true)]),
      ];
    },
  );
}
