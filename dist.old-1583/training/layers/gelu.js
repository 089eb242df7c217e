import { customGradient } from './custom-gradient.js';
/** x·Φ(x) with the exact normal distribution function. Hendrycks and Gimpel 2016. */
export function gelu({ tf }, x) {
    return customGradient(tf, [x], () => {
        const share = tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5);
        return { value: tf.mul(x, share), saved: [x, share] };
    }, (gradient, [x, share]) => {
        const density = tf.mul(tf.exp(tf.mul(tf.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
        return [tf.mul(gradient, tf.add(share, tf.mul(x, density)))];
    });
}
//# sourceMappingURL=gelu.js.map