import type { Tensor, TensorFlow } from '../tensorflow.ts';

/**
 * A function of `inputs` that brings its own gradient.
 *
 * `forward` gives the value and all the tensors that `backward` needs, which else are gone by then; `backward` gives a
 * gradient for each input. Tensors that take no gradient, such as labels, are not inputs: close over them.
 */
export function customGradient<Value extends Tensor, Saved extends readonly Tensor[]>(
  tf: TensorFlow,
  inputs: readonly Tensor[],
  forward: () => { readonly value: Value; readonly saved: Saved },
  backward: (gradient: Value, saved: Saved) => Tensor[],
): Value {
  const apply = tf.customGrad<Value>((...given) => {
    const save = given.at(-1);
    const { value, saved } = forward();
    if (typeof save === 'function') save([...saved]);
    return { value, gradFunc: (gradient, kept) => backward(gradient, kept as readonly Tensor[] as Saved) };
  });
  return apply(...inputs);
}
