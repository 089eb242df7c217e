import type { Tensor, TensorFlow } from '../tensorflow.ts';
import { clipEpsilon } from './clip-epsilon.ts';

/** √Σg² over all gradients, a scalar. */
export function eagerNorm(tf: TensorFlow, gradients: readonly Tensor[]): Tensor {
  return tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))));
}

/** What gradients are multiplied with, so that their norm is at most `clipNorm`: PyTorch's `clip_grad_norm_`. */
export function clipFactor(tf: TensorFlow, norm: Tensor, clipNorm: number): Tensor {
  return tf.minimum(tf.div(clipNorm, tf.add(norm, clipEpsilon)), 1);
}
