import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { unitsLeft } from '../compression/structured-pruning.ts';
import { type AttentionShape, attention } from '../layers/attention.ts';
import { embedding } from '../layers/embedding.ts';
import { gelu } from '../layers/gelu.ts';
import { layerNorm } from '../layers/layer-norm.ts';
import { linear } from '../layers/linear.ts';
import { paddingMask } from '../layers/padding-mask.ts';
import type {
  Forward,
  ModelBlock,
  TokenModel,
  TokenModelDefinition,
  TokenSamples,
  TokenSize,
  WeightSpec,
} from '../model.ts';
import type { Tensor, Tensor2D, Tensor3D } from '../tensorflow.ts';
import { linearUnits } from './linear-units.ts';

const parameters = z.strictObject({
  layers: z.int().min(0).max(256).default(4).describe('Transformer blocks; with none the states are embeddings.'),
  heads: z.int().min(1).max(256).default(4).describe('Attention heads of a block; divides width.'),
  width: z.int().min(1).max(16384).default(128).describe('Width of a hidden state.'),
  headWidth: z.int().min(1).max(16384).optional().describe('Width of a head; width / heads by default.'),
  mlpRatio: z
    .number()
    .positive()
    .max(64)
    .default(4)
    .describe('Width of the feed-forward network over that of a state.'),
  segments: z
    .int()
    .min(1)
    .max(16)
    .default(2)
    .describe('Parts that a token can be of: 2 for a question and its context.'),
  head: z
    .boolean()
    .default(true)
    .describe('Whether there is a head that names tokens, which masked training needs; sentence encoders have none.'),
  pooler: z
    .boolean()
    .default(false)
    .describe('Whether a layer over the first token, which then stands for the text, is what classify sees.'),
});
type Parameters = z.infer<typeof parameters>;

/** As Hugging Face's BERT has it. */
const epsilon = 1e-12;
const deviation = 0.02;
const base = 'bert.';

/**
 * BERT's encoder with the weight names and shapes of Hugging Face's `BertForMaskedLM`, with exact GELU; the
 * head shares its matrix with the embedding. With `pooler` it is that of `BertForSequenceClassification`.
 */
export const bert: TokenModelDefinition<Parameters> = {
  name: 'bert',
  reads: 'tokens',
  architecture: 'encoder',
  summary: 'An encoder of text, in which every token looks at all others: BERT.',
  citation: 'Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding, 2019',
  parameters,
  shrink: (parameters, removed) => ({
    ...parameters,
    heads: unitsLeft(parameters.heads, removed.heads),
    headWidth: headWidthOf(parameters),
    mlpRatio: unitsLeft(innerOf(parameters), removed.neurons) / parameters.width,
  }),
  build,
};

/**
 * The model's name of a weight as a file of Hugging Face names it: `BertModel` and sentence encoders leave out the
 * prefix `bert.`, and the first checkpoints call a norm's weight and bias `gamma` and `beta`.
 */
export function bertWeightName(stored: string): string {
  const name = stored.replace(/(LayerNorm)\.gamma$/, '$1.weight').replace(/(LayerNorm)\.beta$/, '$1.bias');
  return /^(?:embeddings|encoder|pooler)\./.test(name) ? base + name : name;
}

function build(parameters: Parameters, size: TokenSize): TokenModel {
  const { layers, heads, width } = parameters;
  if (parameters.headWidth === undefined && width % heads !== 0) {
    throw new MillraceError('model-parameters', `expected a width that ${heads} heads divide, found ${width}`, {
      kind: 'usage',
      hint: `Set width to a multiple of ${heads}.`,
    });
  }
  return {
    reads: 'tokens',
    architecture: 'encoder',
    weights: weightsOf(parameters, size),
    blocks: Array.from({ length: layers }, (_, layer) => partsOf(blockName(layer), parameters)),
    width,
    residual: (forward, tokens) => {
      const { samples, length, text } = tokens;
      const mask = text === undefined ? undefined : paddingMask(forward, text, samples, length);
      let x = embed(forward, tokens, width);
      for (let layer = 0; layer < layers; layer++) {
        x = block(forward, blockName(layer), x, mask, { samples, length, heads });
      }
      return x;
    },
    // Every block ends with its norm.
    hidden: (_, residual) => residual,
    logits: (forward, hidden) => {
      if (!parameters.head) throw withoutHead();
      return tokenLogits(forward, hidden);
    },
    ...(parameters.pooler ? { pooledText } : {}),
  };
}

function withoutHead(): MillraceError {
  return new MillraceError('model-parameters', 'the model has no head that names tokens', {
    kind: 'usage',
    hint: 'Set head: true on the run that begins with this model.',
  });
}

const wordTable = `${base}embeddings.word_embeddings.weight`;
const placeTable = `${base}embeddings.position_embeddings.weight`;
const segmentTable = `${base}embeddings.token_type_embeddings.weight`;
const embeddingNorm = `${base}embeddings.LayerNorm`;
const transform = 'cls.predictions.transform';
const headBias = 'cls.predictions.bias';
const poolerDense = `${base}pooler.dense`;

function blockName(layer: number): string {
  return `${base}encoder.layer.${layer}`;
}

/** [samples·length, width]: the sum of what the token, its place and its part give, normed. */
function embed(forward: Forward, { ids, samples, length, segments }: TokenSamples, width: number): Tensor2D {
  const { tf, weight } = forward;
  const words = embedding(forward, weight(wordTable), ids).reshape([samples, length, width]);
  const places = tf.slice(weight(placeTable), [0, 0], [length, width]).reshape([1, length, width]);
  const parts =
    segments === undefined
      ? tf.slice(weight(segmentTable), [0, 0], [1, width]).reshape([1, 1, width])
      : embedding(forward, weight(segmentTable), segments).reshape([samples, length, width]);
  const sum = tf.add(tf.add(words, parts), places).reshape<Tensor2D>([samples * length, width]);
  return forward.dropout(normed(forward, embeddingNorm, sum));
}

/** Attention, then a feed-forward network, each added to what came in and normed after. */
function block(forward: Forward, name: string, x: Tensor2D, mask: Tensor | undefined, shape: AttentionShape): Tensor2D {
  const { tf, dropout } = forward;
  const attended = attention(forward, mix(forward, `${name}.attention.self`, x), mask, shape);
  const told = dropout(project(forward, `${name}.attention.output.dense`, attended));
  const middle = normed(forward, `${name}.attention.output.LayerNorm`, tf.add<Tensor2D>(x, told));
  const inner = gelu(forward, project(forward, `${name}.intermediate.dense`, middle));
  const added = dropout(project(forward, `${name}.output.dense`, inner));
  return normed(forward, `${name}.output.LayerNorm`, tf.add<Tensor2D>(middle, added));
}

/** Query, key and value side by side: one matrix product in the place of three. */
function mix(forward: Forward, name: string, x: Tensor2D): Tensor2D {
  const { tf, weight } = forward;
  const parts = ['query', 'key', 'value'].map((part) => `${name}.${part}`);
  const beside = (kind: string): Tensor => tf.concat(parts.map((part) => weight(`${part}.${kind}`)));
  return linear(forward, x, tf.transpose(beside('weight')), beside('bias'));
}

/** `x` through a layer whose weight lies as PyTorch keeps it, [out, in]. */
function project(forward: Forward, name: string, x: Tensor2D): Tensor2D {
  const { tf, weight } = forward;
  return linear(forward, x, tf.transpose(weight(`${name}.weight`)), weight(`${name}.bias`));
}

function normed(forward: Forward, name: string, x: Tensor2D): Tensor2D {
  const { weight } = forward;
  return layerNorm(forward, x, weight(`${name}.weight`), weight(`${name}.bias`), epsilon);
}

/** The first token's state through a layer and tanh, [samples, width]. */
function pooledText(forward: Forward, hidden: Tensor2D, samples: number): Tensor2D {
  const { tf } = forward;
  const states = hidden.reshape<Tensor3D>([samples, -1, hidden.shape[1]]);
  const first = tf.slice(states, [0, 0, 0], [samples, 1, -1]).reshape<Tensor2D>([samples, -1]);
  return tf.tanh(project(forward, poolerDense, first));
}

function tokenLogits(forward: Forward, hidden: Tensor2D): Tensor2D {
  const { tf, weight } = forward;
  const turned = gelu(forward, project(forward, `${transform}.dense`, hidden));
  const states = normed(forward, `${transform}.LayerNorm`, turned);
  return tf.add<Tensor2D>(tf.matMul<Tensor2D>(states, weight(wordTable), false, true), weight(headBias));
}

function headWidthOf({ width, heads, headWidth = width / heads }: Parameters): number {
  return headWidth;
}

function innerOf({ width, mlpRatio }: Parameters): number {
  return Math.max(1, Math.round(width * mlpRatio));
}

function partsOf(block: string, parameters: Parameters): ModelBlock {
  const slices = (into: readonly string[], out: string) => linearUnits(block, into, out, { bias: true });
  const attention = ['query', 'key', 'value'].map((part) => `attention.self.${part}`);
  return {
    heads: { count: parameters.heads, slices: slices(attention, 'attention.output.dense') },
    neurons: { count: innerOf(parameters), slices: slices(['intermediate.dense'], 'output.dense') },
  };
}

function weightsOf(parameters: Parameters, { vocabulary, length }: TokenSize): WeightSpec[] {
  const { layers, heads, width, segments, head, pooler } = parameters;
  const inner = innerOf(parameters);
  const attended = heads * headWidthOf(parameters);
  const blocks = Array.from({ length: layers }, (_, layer) => blockName(layer));
  return [
    matrix(wordTable, [vocabulary, width]),
    matrix(placeTable, [length, width]),
    matrix(segmentTable, [segments, width]),
    ...norm(embeddingNorm, width),
    ...blocks.flatMap((name) => [
      ...['query', 'key', 'value'].flatMap((part) => layer(`${name}.attention.self.${part}`, attended, width)),
      ...layer(`${name}.attention.output.dense`, width, attended),
      ...norm(`${name}.attention.output.LayerNorm`, width),
      ...layer(`${name}.intermediate.dense`, inner, width),
      ...layer(`${name}.output.dense`, width, inner),
      ...norm(`${name}.output.LayerNorm`, width),
    ]),
    ...(head
      ? [
          ...layer(`${transform}.dense`, width, width),
          ...norm(`${transform}.LayerNorm`, width),
          zeros(headBias, vocabulary),
        ]
      : []),
    ...(pooler ? layer(poolerDense, width, width) : []),
  ];
}

function matrix(name: string, shape: readonly number[]): WeightSpec {
  return { name, shape, initial: { kind: 'normal', deviation }, decays: true };
}

function zeros(name: string, side: number): WeightSpec {
  return { name, shape: [side], initial: { kind: 'zeros' }, decays: false };
}

function layer(name: string, out: number, into: number): WeightSpec[] {
  return [matrix(`${name}.weight`, [out, into]), zeros(`${name}.bias`, out)];
}

function norm(name: string, width: number): WeightSpec[] {
  return [
    { name: `${name}.weight`, shape: [width], initial: { kind: 'ones' }, decays: false },
    zeros(`${name}.bias`, width),
  ];
}
