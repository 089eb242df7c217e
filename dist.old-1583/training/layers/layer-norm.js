import { customGradient } from './custom-gradient.js';
/**
 * Rows of `x` [n, width] with mean 0 and variance 1, times `gain`, plus `bias`. `epsilon` is added to the variance.
 * Ba, Kiros and Hinton 2016.
 */
export function layerNorm({ tf }, x, gain, bias, epsilon = 1e-5) {
    return customGradient(tf, bias === undefined ? [x, gain] : [x, gain, bias], () => {
        const centred = tf.sub(x, tf.mean(x, -1, true));
        const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon));
        const normal = tf.mul(centred, inverse);
        const scaled = tf.mul(normal, gain);
        return { value: bias === undefined ? scaled : tf.add(scaled, bias), saved: [normal, inverse, gain] };
    }, (gradient, [normal, inverse, gain]) => {
        const inner = tf.mul(gradient, gain);
        const along = tf.mul(normal, tf.mean(tf.mul(inner, normal), -1, true));
        const toX = tf.mul(inverse, tf.sub(tf.sub(inner, tf.mean(inner, -1, true)), along));
        const toGain = tf.sum(tf.mul(gradient, normal), 0);
        return bias === undefined ? [toX, toGain] : [toX, toGain, tf.sum(gradient, 0)];
    });
}
//# sourceMappingURL=layer-norm.js.map