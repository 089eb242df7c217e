import type { HostTensor } from '../host-tensor.ts';
import type { TokenModel } from '../model.ts';
import type { Tensor2D } from '../tensorflow.ts';
import type { Pass } from './pass.ts';

/** Name of the pass that pools a text of at most `length` tokens. */
export function pooledStates(length: number): string {
  return `pooled-${length}`;
}

/** The mean of the last hidden states of one text's tokens, [width]. */
export function pooledStatesPass(model: TokenModel, length: number): Pass {
  return {
    name: pooledStates(length),
    inputs: [
      { name: 'ids', dtype: 'int32', shape: [length] },
      { name: 'text', dtype: 'float32', shape: [length] },
    ],
    outputs: (forward, input) => {
      const { tf } = forward;
      const text = input('text');
      const residual = model.residual(forward, { ids: input('ids'), samples: 1, length, text });
      const states = model.hidden(forward, residual);
      const sum = tf.matMul<Tensor2D>(text.reshape<Tensor2D>([1, length]), states);
      return { mean: tf.div(sum, tf.sum(text)) };
    },
  };
}

/** The inputs of a pass of `length` for a text of at least one token and at most so many. */
export function pooledStatesInputs(ids: ArrayLike<number>, length: number): Readonly<Record<string, HostTensor>> {
  const data = new Int32Array(length);
  data.set(ids);
  return {
    ids: { dtype: 'int32', shape: [length], data },
    text: { dtype: 'float32', shape: [length], data: new Float32Array(length).fill(1, 0, ids.length) },
  };
}
