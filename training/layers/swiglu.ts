import type { Forward } from '../model.ts';
import type { Tensor } from '../tensorflow.ts';
import { customGradient } from './custom-gradient.ts';

/** `gate`·σ(`gate`) times `up`, of equal shapes. Shazeer 2020. */
export function swiglu<T extends Tensor>({ tf }: Forward, gate: T, up: T): T {
  return customGradient(
    tf,
    [gate, up],
    () => {
      const share = tf.sigmoid(gate);
      const open = tf.mul<T>(gate, share);
      return { value: tf.mul<T>(open, up), saved: [up, share, open] as const };
    },
    (gradient, [up, share, open]) => {
      // d(x·σ)/dx = σ + x·σ·(1 − σ)
      const slope = tf.add(share, tf.mul(open, tf.sub(1, share)));
      return [tf.mul(tf.mul(gradient, up), slope), tf.mul(gradient, open)];
    },
  );
}
