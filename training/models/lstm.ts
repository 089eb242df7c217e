import { z } from 'zod';
import { embedding } from '../layers/embedding.ts';
import { lstm as lstmLayer } from '../layers/lstm.ts';
import type { Forward, TokenModel, TokenModelDefinition, TokenSize, WeightSpec } from '../model.ts';
import type { Tensor, Tensor2D } from '../tensorflow.ts';

const parameters = z.strictObject({
  layers: z.int().min(1).max(64).default(2).describe('Layers of cells, each over the states of the one below.'),
  width: z.int().min(1).max(16384).default(128).describe('Width of an embedding, of a state and of a cell.'),
});
type Parameters = z.infer<typeof parameters>;

/**
 * What came before is one state of fixed width, whatever its length: a decoder with no attention and no places. Layers
 * have the weight names and shapes of PyTorch's `nn.LSTM`; the head is tied to the embedding.
 */
export const lstm: TokenModelDefinition<Parameters> = {
  name: 'lstm',
  reads: 'tokens',
  architecture: 'decoder',
  summary: 'A recurrent network that reads token by token: long short-term memory.',
  citation: 'Hochreiter and Schmidhuber, Long Short-Term Memory, 1997',
  parameters,
  build,
};

function build({ layers, width }: Parameters, { vocabulary }: TokenSize): TokenModel {
  return {
    reads: 'tokens',
    architecture: 'decoder',
    weights: weightsOf({ layers, width }, vocabulary),
    width,
    residual: (forward, { ids, samples, length }) => {
      const { tf, weight, dropout } = forward;
      const tokens = dropout(embedding(forward, weight('embedding.weight'), ids));
      // The layers take all samples of a place together, so places come first.
      let x: Tensor = tf.transpose(tokens.reshape([samples, length, width]), [1, 0, 2]);
      for (let layer = 0; layer < layers; layer++) x = dropout(lstmLayer(forward, x, layerOf(forward, layer)));
      return tf.transpose(x, [1, 0, 2]).reshape<Tensor2D>([samples * length, width]);
    },
    // A cell's output lies in (−1, 1) already.
    hidden: (_, residual) => residual,
    logits: ({ tf, weight }, hidden) =>
      tf.add<Tensor2D>(tf.matMul(hidden, weight('embedding.weight'), false, true), weight('bias')),
  };
}

/** PyTorch has two biases, which only ever stand as their sum. */
function layerOf({ tf, weight }: Forward, layer: number) {
  const named = (kind: string): Tensor => weight(`lstm.${kind}_l${layer}`);
  return { input: named('weight_ih'), state: named('weight_hh'), bias: tf.add(named('bias_ih'), named('bias_hh')) };
}

function weightsOf({ layers, width }: Parameters, vocabulary: number): WeightSpec[] {
  const matrix = (name: string, rows: number, deviation: number): WeightSpec => ({
    ...{ name, shape: [rows, width], initial: { kind: 'normal', deviation }, decays: true },
  });
  const bias = (name: string, side: number): WeightSpec => ({
    ...{ name, shape: [side], initial: { kind: 'zeros' }, decays: false },
  });
  // The deviation of PyTorch's uniform draw over ±1/√width.
  const deviation = 1 / Math.sqrt(3 * width);
  return [
    matrix('embedding.weight', vocabulary, deviation),
    ...Array.from({ length: layers }, (_, layer) => [
      matrix(`lstm.weight_ih_l${layer}`, 4 * width, deviation),
      matrix(`lstm.weight_hh_l${layer}`, 4 * width, deviation),
      bias(`lstm.bias_ih_l${layer}`, 4 * width),
      bias(`lstm.bias_hh_l${layer}`, 4 * width),
    ]).flat(),
    bias('bias', vocabulary),
  ];
}
