/**
 * The value of `lossSum` and the gradients of `scale` times it. A weight that it does not use, such as a norm that an
 * objective leaves out, has a gradient of zeros.
 */
export function lossAndGradients(tf, lossSum, weights, scale) {
    const { value, grads } = tf.engine().gradients(() => lossSum(...weights), [...weights], scale);
    // Typed as tensors all, some are null: TensorFlow.js's own functions over this one refuse those.
    const gradients = grads.map((gradient, index) => gradient ?? tf.zerosLike(weights[index] ?? value));
    return { value, gradients };
}
//# sourceMappingURL=gradients.js.map