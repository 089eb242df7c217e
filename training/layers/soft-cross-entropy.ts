import type { Forward } from '../model.ts';
import type { Tensor, Tensor2D } from '../tensorflow.ts';
import { customGradient } from './custom-gradient.ts';

/**
 * Sum over rows of −Σ target · log softmax(logits), a scalar. `logits` and `targets` [n, classes]. The targets of a row add
 * up to 1, or are all 0 in a row that is not judged; of them a share `smoothing` is spread evenly over all classes.
 * Equal to PyTorch's `cross_entropy` with class probabilities and `label_smoothing`. Szegedy et al. 2016.
 */
export function softCrossEntropySum({ tf }: Forward, logits: Tensor2D, targets: Tensor, smoothing: number): Tensor {
  return customGradient(
    tf,
    [logits],
    () => {
      const [, classes = 1] = logits.shape;
      const judged = tf.sum(targets, 1, true);
      const smooth =
        smoothing === 0 ? targets : tf.add(tf.mul(targets, 1 - smoothing), tf.mul(judged, smoothing / classes));
      const logShares = tf.logSoftmax(logits);
      const slope = tf.sub<Tensor2D>(tf.mul(tf.exp(logShares), judged), smooth);
      return { value: tf.neg(tf.sum(tf.mul(smooth, logShares))), saved: [slope] as const };
    },
    (gradient, [slope]) => [tf.mul(slope, gradient)],
  );
}
