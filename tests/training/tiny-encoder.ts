import type { Forward, TokenModel } from '../../training/model.ts';
import type { Tensor, Tensor2D } from '../../training/tensorflow.ts';

/** Weights of a test's encoder: small, and no two alike. */
const normal = { kind: 'normal', deviation: 0.4 } as const;

/**
 * An encoder of one weighted look at all of the text: the state of a place is its own embedding, that of its position and
 * segment, and a mean of what stands around it. Enough to tell apart what an objective gives its model.
 */
export function tinyEncoder(vocabulary: number, length: number, width: number): TokenModel {
  return {
    reads: 'tokens',
    architecture: 'encoder',
    width,
    weights: [
      { name: 'tokens', shape: [vocabulary, width], initial: normal, decays: true },
      { name: 'positions', shape: [length, width], initial: normal, decays: true },
      { name: 'segments', shape: [2, width], initial: normal, decays: true },
      { name: 'look', shape: [width, width], initial: normal, decays: true },
    ],
    residual: (forward, { ids, samples, length, text, segments }) => {
      const { tf, weight } = forward;
      const rows = tf.matMul(oneHot(forward, ids, vocabulary), weight('tokens'));
      const kind = segments ?? tf.zeros([samples * length], 'int32');
      const own = tf.add(rows, tf.matMul(oneHot(forward, kind, 2), weight('segments')));
      const placed = tf.add(own.reshape([samples, length, width]), weight('positions').reshape([1, length, width]));
      const asked = tf.matMul(placed.reshape<Tensor2D>([samples * length, width]), weight('look') as Tensor2D);
      const scores = tf.matMul(asked.reshape([samples, length, width]), placed, false, true);
      const hidden = tf.sub(1, text ?? tf.ones([samples * length])).reshape([samples, 1, length]);
      const shares = tf.softmax(tf.sub(scores, tf.mul(hidden, 1e9)));
      return tf.add(placed, tf.matMul(shares, placed)).reshape<Tensor2D>([samples * length, width]);
    },
    hidden: (_, residual) => residual,
    logits: ({ tf, weight }, hidden) => tf.matMul<Tensor2D>(hidden, weight('tokens'), false, true),
  };
}

function oneHot({ tf }: Forward, ids: Tensor, depth: number): Tensor2D {
  return tf.cast(tf.oneHot(ids.as1D(), depth), 'float32') as Tensor2D;
}
