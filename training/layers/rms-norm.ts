import type { Forward } from '../model.ts';
import type { Tensor } from '../tensorflow.ts';
import { customGradient } from './custom-gradient.ts';

/**
 * Rows of `x` [n, width] over the root of their mean square, times `gain`; no mean is taken off. `epsilon` is added to
 * the mean square. Zhang and Sennrich 2019.
 */
export function rmsNorm<T extends Tensor>({ tf }: Forward, x: T, gain: Tensor, epsilon: number): T {
  return customGradient(
    tf,
    [x, gain],
    () => {
      const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), epsilon));
      const normal = tf.mul(x, inverse);
      return { value: tf.mul<T>(normal, gain), saved: [normal, inverse, gain] as const };
    },
    (gradient, [normal, inverse, gain]) => {
      const inner = tf.mul(gradient, gain);
      const along = tf.mul(normal, tf.mean(tf.mul(inner, normal), -1, true));
      return [tf.mul(inverse, tf.sub(inner, along)), tf.sum(tf.mul(gradient, normal), 0)];
    },
  );
}
