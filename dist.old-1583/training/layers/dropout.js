/**
 * Drops each element with `probability` and divides the rest by 1 − `probability`. The draw is a function of
 * (`site`, `key`) alone; `key` is int32 [1]. Srivastava et al. 2014; bits by Philox, Salmon et al. 2011.
 */
export function dropout(tf, raw, x, probability, site, key) {
    const shape = tf.tensor1d(x.shape, 'int32');
    const seed = tf.concat([tf.tensor1d([site | 0], 'int32'), key]);
    const uniform = raw.one('StatelessRandomUniform', [shape, seed], {
        dtype: { type: 'float32' },
        T: { type: 'int32' },
        Tseed: { type: 'int32' },
    });
    const factor = tf.mul(tf.cast(tf.greaterEqual(uniform, probability), 'float32'), 1 / (1 - probability));
    return tf.mul(x, factor);
}
//# sourceMappingURL=dropout.js.map