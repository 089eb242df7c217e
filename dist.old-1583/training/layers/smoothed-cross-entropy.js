import { crossEntropySum } from './cross-entropy.js';
/**
 * As {@link crossEntropySum}, with a share `smoothing` of each target spread evenly over all classes. For few classes:
 * it holds a log softmax beside the other one. Szegedy et al. 2016; equal to PyTorch's `label_smoothing`.
 */
export function smoothedCrossEntropySum(forward, logits, targets, weights, smoothing) {
    const plain = crossEntropySum(forward, logits, targets, weights);
    if (smoothing === 0)
        return plain;
    const { tf } = forward;
    const even = tf.neg(tf.sum(tf.mul(tf.mean(tf.logSoftmax(logits), -1), weights)));
    return tf.add(tf.mul(plain, 1 - smoothing), tf.mul(even, smoothing));
}
//# sourceMappingURL=smoothed-cross-entropy.js.map