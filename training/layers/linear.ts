import type { Forward } from '../model.ts';
import type { Tensor, Tensor2D } from '../tensorflow.ts';
import { customGradient } from './custom-gradient.ts';

const attributes = { T: { type: 'float32' }, data_format: { text: 'NHWC' } } as const;

/** `x` [n, in] times `weight` [in, out], plus `bias` [out]. */
export function linear({ tf, raw }: Forward, x: Tensor2D, weight: Tensor, bias: Tensor | undefined): Tensor2D {
  if (bias === undefined) return tf.matMul<Tensor2D>(x, weight);
  return customGradient(
    tf,
    [x, weight, bias],
    () => ({
      value: raw.one('BiasAdd', [tf.matMul(x, weight), bias], attributes).as2D(x.shape[0], bias.size),
      saved: [x, weight] as const,
    }),
    (gradient, [x, weight]) => [
      tf.matMul(gradient, weight, false, true),
      tf.matMul(x, gradient, true, false),
      raw.one('BiasAddGrad', [gradient], attributes),
    ],
  );
}
