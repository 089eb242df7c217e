import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { unitsLeft } from '../compression/structured-pruning.ts';
import { attention } from '../layers/attention.ts';
import { cachedAttention } from '../layers/cached-attention.ts';
import { causalMask } from '../layers/causal-mask.ts';
import { embedding } from '../layers/embedding.ts';
import { gelu } from '../layers/gelu.ts';
import { geluTanh } from '../layers/gelu-tanh.ts';
import { layerNorm } from '../layers/layer-norm.ts';
import { linear } from '../layers/linear.ts';
import type {
  BlockUnits,
  Forward,
  ModelBlock,
  TokenModel,
  TokenModelDefinition,
  TokenSamples,
  TokenSize,
  WeightSpec,
} from '../model.ts';
import type { Tensor2D } from '../tensorflow.ts';

const parameters = z.strictObject({
  layers: z.int().min(0).max(256).default(4).describe('Transformer blocks; with none the states are embeddings.'),
  heads: z.int().min(1).max(256).default(4).describe('Attention heads of a block; divides width.'),
  width: z.int().min(1).max(16384).default(128).describe('Width of a hidden state.'),
  bias: z.boolean().default(true).describe('Whether linear layers and layer norms have biases, as GPT-2 has.'),
  headWidth: z.int().min(1).max(16384).optional().describe('Width of a head; width / heads by default, as in GPT-2.'),
  inner: z.int().min(1).max(65536).optional().describe('Width of the feed-forward network; 4 · width by default.'),
  activation: z
    .enum(['gelu', 'gelu-tanh'])
    .default('gelu')
    .describe('Of the feed-forward network: GELU, or its estimate by a hyperbolic tangent, as in GPT-2.'),
});
type Given = z.infer<typeof parameters>;
type Parameters = Omit<Given, 'activation'> & Partial<Pick<Given, 'activation'>>;

/** GPT-2's architecture, with the weight names of Hugging Face's `gpt2`, and the head tied to the embedding. */
export const gpt: TokenModelDefinition<Parameters> = {
  name: 'gpt',
  reads: 'tokens',
  architecture: 'decoder',
  summary: 'A decoder-only transformer: GPT-2.',
  citation: 'Radford et al., Language Models are Unsupervised Multitask Learners, 2019',
  parameters,
  shrink: (parameters, removed) => ({
    ...parameters,
    heads: unitsLeft(parameters.heads, removed.heads),
    headWidth: headWidthOf(parameters),
    inner: unitsLeft(innerOf(parameters), removed.neurons),
  }),
  build,
};

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
    architecture: 'decoder',
    linear: 'in-out',
    tokenTable: 'wte.weight',
    weights: weightsOf(parameters, size),
    blocks: Array.from({ length: layers }, (_, layer) => partsOf(`h.${layer}`, parameters)),
    width,
    cached: { layers, heads, headWidth: headWidthOf(parameters) },
    residual: (forward, tokens) => {
      const attend = attending(forward, tokens, heads);
      let x = embed(forward, tokens, width);
      for (let layer = 0; layer < layers; layer++) {
        x = block(forward, `h.${layer}`, parameters, x, attend);
      }
      return x;
    },
    hidden: (forward, residual) => normed(forward, 'ln_f', parameters.bias, residual),
    logits: ({ tf, weight }, hidden) => tf.matMul<Tensor2D>(hidden, weight('wte.weight'), false, true),
  };
}

/** What each layer does: looks at what came before in these tokens, or in a cache and in these. */
function attending(forward: Forward, { samples, length, cache, packed }: TokenSamples, heads: number) {
  const shape = { samples, length, heads };
  if (cache !== undefined) return (mixed: Tensor2D): Tensor2D => cachedAttention(forward, mixed, cache, shape);
  const mask = packed?.mask ?? causalMask(forward, length);
  return (mixed: Tensor2D): Tensor2D => attention(forward, mixed, mask, shape);
}

function embed(forward: Forward, { ids, samples, length, cache, packed }: TokenSamples, width: number): Tensor2D {
  const { tf, weight, dropout } = forward;
  const tokens = embedding(forward, weight('wte.weight'), ids);
  const own = (cache ?? packed)?.places;
  if (own !== undefined) return dropout(tf.add(tokens, embedding(forward, weight('wpe.weight'), own)));
  const places = tf.slice(weight('wpe.weight'), [0, 0], [length, width]).reshape([1, length, width]);
  const placed = tf.add(tokens.reshape([samples, length, width]), places);
  return dropout(placed.reshape<Tensor2D>([samples * length, width]));
}

/** Attention, then a feed-forward network, each normed before and added to what came in. */
function block(
  forward: Forward,
  name: string,
  { bias, activation }: Parameters,
  x: Tensor2D,
  attend: (mixed: Tensor2D) => Tensor2D,
): Tensor2D {
  const { tf, dropout } = forward;
  const project = (part: string, x: Tensor2D): Tensor2D => projected(forward, `${name}.${part}`, bias, x);
  const attended = attend(project('attn.c_attn', normed(forward, `${name}.ln_1`, bias, x)));
  const middle = tf.add<Tensor2D>(x, dropout(project('attn.c_proj', attended)));
  const bent = activation === 'gelu-tanh' ? geluTanh : gelu;
  const wide = bent(forward, project('mlp.c_fc', normed(forward, `${name}.ln_2`, bias, middle)));
  return tf.add<Tensor2D>(middle, dropout(project('mlp.c_proj', wide)));
}

function normed(forward: Forward, name: string, bias: boolean, x: Tensor2D): Tensor2D {
  const { weight } = forward;
  return layerNorm(forward, x, weight(`${name}.weight`), bias ? weight(`${name}.bias`) : undefined);
}

function projected(forward: Forward, name: string, bias: boolean, x: Tensor2D): Tensor2D {
  const { weight } = forward;
  return linear(forward, x, weight(`${name}.weight`), bias ? weight(`${name}.bias`) : undefined);
}

function headWidthOf({ width, heads, headWidth = width / heads }: Parameters): number {
  return headWidth;
}

function innerOf({ width, inner = 4 * width }: Parameters): number {
  return inner;
}

function partsOf(block: string, parameters: Parameters): ModelBlock {
  const across = (name: string, repeats: number): BlockUnits['slices'] => [
    { weight: `${block}.${name}.weight`, axis: 1, repeats },
    ...(parameters.bias ? [{ weight: `${block}.${name}.bias`, axis: 0, repeats }] : []),
  ];
  const down = (name: string): BlockUnits['slices'] => [{ weight: `${block}.${name}.weight`, axis: 0, repeats: 1 }];
  return {
    heads: { count: parameters.heads, slices: [...across('attn.c_attn', 3), ...down('attn.c_proj')] },
    neurons: { count: innerOf(parameters), slices: [...across('mlp.c_fc', 1), ...down('mlp.c_proj')] },
  };
}

function weightsOf(parameters: Parameters, { vocabulary, length }: TokenSize): WeightSpec[] {
  const { layers, heads, width, bias } = parameters;
  const inner = innerOf(parameters);
  const attended = heads * headWidthOf(parameters);
  // What a block adds to the stream begins smaller, so that the sum over blocks does not grow with their number.
  const residual = 0.02 / Math.sqrt(2 * Math.max(1, layers));
  const biasOf = (name: string, side: number): WeightSpec[] =>
    bias ? [{ name: `${name}.bias`, shape: [side], initial: { kind: 'zeros' }, decays: false }] : [];
  const norm = (name: string): WeightSpec[] => [
    { name: `${name}.weight`, shape: [width], initial: { kind: 'ones' }, decays: false },
    ...biasOf(name, width),
  ];
  const matrix = (name: string, rows: number, columns: number, deviation = 0.02): WeightSpec[] => [
    { name: `${name}.weight`, shape: [rows, columns], initial: { kind: 'normal', deviation }, decays: true },
  ];
  const project = (name: string, rows: number, columns: number, deviation = 0.02): WeightSpec[] => [
    ...matrix(name, rows, columns, deviation),
    ...biasOf(name, columns),
  ];
  const blocks = Array.from({ length: layers }, (_, layer) => `h.${layer}`);
  return [
    ...matrix('wte', vocabulary, width),
    ...matrix('wpe', length, width),
    ...blocks.flatMap((name) => [
      ...norm(`${name}.ln_1`),
      ...project(`${name}.attn.c_attn`, width, 3 * attended),
      ...project(`${name}.attn.c_proj`, attended, width, residual),
      ...norm(`${name}.ln_2`),
      ...project(`${name}.mlp.c_fc`, width, inner),
      ...project(`${name}.mlp.c_proj`, inner, width, residual),
    ]),
    ...norm('ln_f'),
  ];
}
