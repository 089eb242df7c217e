/** What is added to the scores of a sample, [length, length]: nothing to those that look back, −10⁹ to the others. */
export function causalMask({ tf }, length) {
    const place = tf.range(0, length, 1, 'float32');
    const ahead = tf.greater(tf.reshape(place, [1, length]), tf.reshape(place, [length, 1]));
    return tf.mul(tf.cast(ahead, 'float32'), -1e9);
}
//# sourceMappingURL=causal-mask.js.map