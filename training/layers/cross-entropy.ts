import type { Forward } from '../model.ts';
import type { Tensor, Tensor2D } from '../tensorflow.ts';
import { customGradient } from './custom-gradient.ts';

/**
 * Sum over rows of weight · −log softmax(logits)[target], a scalar. `logits` [n, classes]; `targets` int32 [n], each a
 * class also where its weight is 0; `weights` float32 [n].
 */
export function crossEntropySum({ tf, raw }: Forward, logits: Tensor2D, targets: Tensor, weights: Tensor): Tensor {
  return customGradient(
    tf,
    [logits],
    () => {
      const [losses, slope] = raw.two('SparseSoftmaxCrossEntropyWithLogits', [logits, targets], {
        T: { type: 'float32' },
        Tlabels: { type: 'int32' },
      });
      return { value: tf.sum(tf.mul(losses, weights)), saved: [slope, weights] as const };
    },
    (gradient, [slope, weights]) => [tf.mul(slope, tf.reshape(tf.mul(weights, gradient), [-1, 1]))],
  );
}
