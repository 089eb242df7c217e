import { customGradient } from './custom-gradient.js';
const attributes = { T: { type: 'float32' }, data_format: { text: 'NHWC' } };
/** `x` [n, in] times `weight` [in, out], plus `bias` [out]. */
export function linear({ tf, raw }, x, weight, bias) {
    if (bias === undefined)
        return tf.matMul(x, weight);
    return customGradient(tf, [x, weight, bias], () => ({
        value: raw.one('BiasAdd', [tf.matMul(x, weight), bias], attributes).as2D(x.shape[0], bias.size),
        saved: [x, weight],
    }), (gradient, [x, weight]) => [
        tf.matMul(gradient, weight, false, true),
        tf.matMul(x, gradient, true, false),
        raw.one('BiasAddGrad', [gradient], attributes),
    ]);
}
//# sourceMappingURL=linear.js.map