import { customGradient } from './custom-gradient.js';
/**
 * Sum over rows of −Σ target · log softmax(logits), a scalar. `logits` and `targets` [n, classes]. The targets of a row add
 * up to 1, or are all 0 in a row that is not judged; of them a share `smoothing` is spread evenly over all classes.
 * Equal to PyTorch's `cross_entropy` with class probabilities and `label_smoothing`. Szegedy et al. 2016.
 */
export function softCrossEntropySum({ tf }, logits, targets, smoothing) {
    return customGradient(tf, [logits], () => {
        const [, classes = 1] = logits.shape;
        const judged = tf.sum(targets, 1, true);
        const smooth = smoothing === 0 ? targets : tf.add(tf.mul(targets, 1 - smoothing), tf.mul(judged, smoothing / classes));
        const logShares = tf.logSoftmax(logits);
        const slope = tf.sub(tf.mul(tf.exp(logShares), judged), smooth);
        return { value: tf.neg(tf.sum(tf.mul(smooth, logShares))), saved: [slope] };
    }, (gradient, [slope]) => [tf.mul(slope, gradient)]);
}
//# sourceMappingURL=soft-cross-entropy.js.map