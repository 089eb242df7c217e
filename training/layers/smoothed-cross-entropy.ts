import type { Forward } from '../model.ts';
import type { Tensor, Tensor2D } from '../tensorflow.ts';
import { crossEntropySum } from './cross-entropy.ts';

/**
 * As {@link crossEntropySum}, with a share `smoothing` of each target spread evenly over all classes. For few classes:
 * it holds a log softmax beside the other one. Szegedy et al. 2016; equal to PyTorch's `label_smoothing`.
 */
export function smoothedCrossEntropySum(
  forward: Forward,
  logits: Tensor2D,
  targets: Tensor,
  weights: Tensor,
  smoothing: number,
): Tensor {
  const plain = crossEntropySum(forward, logits, targets, weights);
  if (smoothing === 0) return plain;
  const { tf } = forward;
  const even = tf.neg(tf.sum(tf.mul(tf.mean(tf.logSoftmax(logits), -1), weights)));
  return tf.add(tf.mul(plain, 1 - smoothing), tf.mul(even, smoothing));
}
