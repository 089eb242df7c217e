import type { Forward } from '../model.ts';
import type { Tensor } from '../tensorflow.ts';
import { customGradient } from './custom-gradient.ts';

/** Weights of a layer as PyTorch keeps them: the gates one after another, in the order input, forget, cell, output. */
export interface LstmWeights {
  /** [4·width, in]. */
  readonly input: Tensor;
  /** [4·width, width]. */
  readonly state: Tensor;
  /** [4·width]. */
  readonly bias: Tensor;
}

const attributes = { T: { type: 'float32' }, use_peephole: { flag: false } } as const;

/**
 * A layer of long short-term memory over `x` [length, samples, in], from a state of zeros; gives the hidden states
 * [length, samples, width]. Equal to PyTorch's `nn.LSTM`. Hochreiter and Schmidhuber 1997, with the forget gate of Gers et
 * al. 2000. One operation of TensorFlow for all places, `BlockLSTMV2`, in the place of some thirty for each.
 */
export function lstm({ tf, raw }: Forward, x: Tensor, { input, state, bias }: LstmWeights): Tensor {
  const [length = 0, samples = 0, into = 0] = x.shape;
  const width = state.shape[1] ?? 0;
  return customGradient(
    tf,
    [x, input, state, bias],
    () => {
      const weight = tf.concat([tf.transpose(input), tf.transpose(state)], 0);
      const zeros = tf.zeros([samples, width]);
      const peephole = tf.zeros([width]);
      const before = [x, zeros, zeros, weight, peephole, peephole, peephole, bias];
      const [i, cs, f, o, ci, co, h] = raw.many('BlockLSTMV2', [BigInt(length), ...before], attributes, 7);
      if (i === undefined || cs === undefined || f === undefined || o === undefined) throw missing();
      if (ci === undefined || co === undefined || h === undefined) throw missing();
      return { value: h, saved: [x, weight, bias, zeros, peephole, i, cs, f, o, ci, co, h] as const };
    },
    (gradient, [x, weight, bias, zeros, peephole, i, cs, f, o, ci, co, h]) => {
      const before = [x, zeros, zeros, weight, peephole, peephole, peephole, bias];
      const after = [i, cs, f, o, ci, co, h, tf.zerosLike(cs), gradient];
      const outputs = raw.many('BlockLSTMGradV2', [BigInt(length), ...before, ...after], attributes, 8);
      const [toX, , , toWeight, , , , toBias] = outputs;
      if (toX === undefined || toWeight === undefined || toBias === undefined) throw missing();
      const toInput = tf.slice(toWeight, [0, 0], [into, -1]);
      const toState = tf.slice(toWeight, [into, 0], [width, -1]);
      return [toX, tf.transpose(toInput), tf.transpose(toState), toBias];
    },
  );
}

function missing(): Error {
  return new Error('BlockLSTMV2 gave fewer outputs than it has');
}
