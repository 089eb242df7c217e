import type { Forward } from '../model.ts';
import type { Tensor } from '../tensorflow.ts';
import { customGradient } from './custom-gradient.ts';

/**
 * Rows of `x` [n, width] with mean 0 and variance 1, times `gain`, plus `bias`. `epsilon` is added to the variance.
 * Ba, Kiros and Hinton 2016.
 */
export function layerNorm<T extends Tensor>(
  { tf }: Forward,
  x: T,
  gain: Tensor,
  bias: Tensor | undefined,
  epsilon = 1e-5,
): T {
  return customGradient(
    tf,
    bias === undefined ? [x, gain] : [x, gain, bias],
    () => {
      const centred = tf.sub(x, tf.mean(x, -1, true));
      const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon));
      const normal = tf.mul(centred, inverse);
      const scaled = tf.mul<T>(normal, gain);
      return { value: bias === undefined ? scaled : tf.add<T>(scaled, bias), saved: [normal, inverse, gain] as const };
    },
    (gradient, [normal, inverse, gain]) => {
      const inner = tf.mul(gradient, gain);
      const along = tf.mul(normal, tf.mean(tf.mul(inner, normal), -1, true));
      const toX = tf.mul(inverse, tf.sub(tf.sub(inner, tf.mean(inner, -1, true)), along));
      const toGain = tf.sum(tf.mul(gradient, normal), 0);
      return bias === undefined ? [toX, toGain] : [toX, toGain, tf.sum(gradient, 0)];
    },
  );
}
