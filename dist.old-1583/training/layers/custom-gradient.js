/**
 * A function of `inputs` that brings its own gradient.
 *
 * `forward` gives the value and all the tensors that `backward` needs, which else are gone by then; `backward` gives a
 * gradient for each input. Tensors that take no gradient, such as labels, are not inputs: close over them.
 */
export function customGradient(tf, inputs, forward, backward) {
    const apply = tf.customGrad((...given) => {
        const save = given.at(-1);
        const { value, saved } = forward();
        if (typeof save === 'function')
            save([...saved]);
        return { value, gradFunc: (gradient, kept) => backward(gradient, kept) };
    });
    return apply(...inputs);
}
//# sourceMappingURL=custom-gradient.js.map