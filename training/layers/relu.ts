import type { Forward } from '../model.ts';
import type { Tensor } from '../tensorflow.ts';
import { customGradient } from './custom-gradient.ts';

/** max(0, x). Nair and Hinton 2010. */
export function relu<T extends Tensor>({ tf, raw }: Forward, x: T): T {
  return customGradient(
    tf,
    [x],
    () => {
      const value = tf.relu<T>(x);
      return { value, saved: [value] as const };
    },
    (gradient, [value]) => [raw.one('ReluGrad', [gradient, value], { T: { type: 'float32' } })],
  );
}
