import { clipEpsilon } from './adam-rates.js';
/** √Σg² over all gradients, a scalar. */
export function eagerNorm(tf, gradients) {
    return tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))));
}
/** What gradients are multiplied with, so that their norm is at most `clipNorm`: PyTorch's `clip_grad_norm_`. */
export function clipFactor(tf, norm, clipNorm) {
    return tf.minimum(tf.div(clipNorm, tf.add(norm, clipEpsilon)), 1);
}
/** One AdamW update of a weight, in the order and the form of TensorFlow's `ResourceApplyAdam`. */
export function eagerUpdate(tf, state, gradient, decays, { beta1, beta2, weightDecay }, { rate, epsilon, decay }) {
    const towards = (moment, value, beta) => tf.add(moment, tf.mul(tf.sub(value, moment), 1 - beta));
    const firstMoment = towards(state.firstMoment, gradient, beta1);
    const secondMoment = towards(state.secondMoment, tf.square(gradient), beta2);
    const decayed = decays && weightDecay > 0 ? tf.sub(state.weight, tf.mul(state.weight, decay)) : state.weight;
    const change = tf.div(tf.mul(firstMoment, rate), tf.add(tf.sqrt(secondMoment), epsilon));
    return { weight: tf.sub(decayed, change), firstMoment, secondMoment };
}
//# sourceMappingURL=eager-adamw.js.map