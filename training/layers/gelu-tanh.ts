import type { Forward } from '../model.ts';
import type { Tensor } from '../tensorflow.ts';
import { customGradient } from './custom-gradient.ts';

const slope = Math.sqrt(2 / Math.PI);
const cubic = 0.044715;

/** x·Φ(x) with the normal distribution function estimated by a hyperbolic tangent. Hendrycks and Gimpel 2016. */
export function geluTanh<T extends Tensor>({ tf }: Forward, x: T): T {
  return customGradient(
    tf,
    [x],
    () => {
      const square = tf.square(x);
      const bent = tf.tanh(tf.mul(tf.mul(x, slope), tf.add(tf.mul(square, cubic), 1)));
      const share = tf.mul(tf.add(bent, 1), 0.5);
      return { value: tf.mul<T>(x, share), saved: [x, square, bent, share] as const };
    },
    (gradient, [x, square, bent, share]) => {
      const inner = tf.mul(tf.add(tf.mul(square, 3 * cubic), 1), slope);
      const rise = tf.mul(tf.mul(tf.sub(1, tf.square(bent)), inner), 0.5);
      return [tf.mul(gradient, tf.add(share, tf.mul(x, rise)))];
    },
  );
}
