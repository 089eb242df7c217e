import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { unitsLeft } from '../compression/structured-pruning.ts';
import { causalMask } from '../layers/causal-mask.ts';
import { byHead, byPlace, dotProductAttention } from '../layers/dot-product-attention.ts';
import { embedding } from '../layers/embedding.ts';
import { rmsNorm } from '../layers/rms-norm.ts';
import { type RotaryAngles, rotary, rotaryAngles } from '../layers/rotary.ts';
import { swiglu } from '../layers/swiglu.ts';
import type {
  Forward,
  KeyValueCache,
  ModelBlock,
  TokenModel,
  TokenModelDefinition,
  TokenSamples,
  TokenSize,
  WeightSpec,
} from '../model.ts';
import type { Tensor, Tensor2D } from '../tensorflow.ts';
import { linearUnits } from './linear-units.ts';

const parameters = z.strictObject({
  layers: z.int().min(0).max(256).default(4).describe('Transformer blocks; with none the states are embeddings.'),
  heads: z.int().min(1).max(256).default(4).describe('Attention heads of a block.'),
  kvHeads: z
    .int()
    .min(1)
    .max(256)
    .nullable()
    .default(null)
    .describe(
      'Heads of keys and values, each shared by as many heads of queries; divides heads, which is the default.',
    ),
  width: z.int().min(1).max(16384).default(128).describe('Width of a hidden state.'),
  headWidth: z
    .int()
    .min(2)
    .max(1024)
    .nullable()
    .default(null)
    .describe('Width of a head, even; by default width over heads.'),
  inner: z
    .int()
    .min(1)
    .max(2 ** 17)
    .nullable()
    .default(null)
    .describe('Width of the feed-forward network; by default 8/3 of width, up to a multiple of 32.'),
  theta: z.number().min(1).default(10_000).describe('Base of the angles by which places turn queries and keys.'),
  epsilon: z.number().positive().default(1e-6).describe('What norms add to the mean square.'),
  tied: z.boolean().default(false).describe('Whether the head is the embedding.'),
});
type Parameters = z.infer<typeof parameters>;

/** LLaMA's architecture, with the weight names and shapes of Hugging Face's `LlamaForCausalLM`. */
export const llama: TokenModelDefinition<Parameters> = {
  name: 'llama',
  reads: 'tokens',
  architecture: 'decoder',
  summary: 'A decoder-only transformer with RMS norm, rotary positions, SwiGLU and grouped queries: LLaMA.',
  citation:
    'Touvron et al., LLaMA: Open and Efficient Foundation Language Models, 2023; Ainslie et al., GQA: Training Generalized Multi-Query Transformer Models from Multi-Head Checkpoints, 2023',
  parameters,
  // Heads that share keys and values go together.
  shrink: (parameters, removed) => {
    const { heads, kvHeads, headWidth, inner } = llamaSides(parameters);
    const left = unitsLeft(kvHeads, removed.heads);
    return {
      ...parameters,
      ...{ heads: (heads / kvHeads) * left, kvHeads: left, headWidth, inner: unitsLeft(inner, removed.neurons) },
    };
  },
  build,
};

/** Sides of a model's matrices. */
export interface LlamaSides {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headWidth: number;
  readonly inner: number;
}

/** Throws MillraceError `model-parameters` (usage) for heads that do not fit. */
export function llamaSides({ heads, width, ...given }: Parameters): LlamaSides {
  const kvHeads = given.kvHeads ?? heads;
  const headWidth = given.headWidth ?? width / heads;
  if (heads % kvHeads !== 0) {
    throw wrong(`expected kvHeads that divide ${heads} heads, found ${kvHeads}`, 'Set kvHeads to a divisor of heads.');
  }
  if (headWidth % 2 !== 0) {
    const expected = 'expected heads of an even width, whose halves turn together';
    throw wrong(`${expected}, found ${headWidth}`, `Set width to a multiple of ${2 * heads}, or headWidth.`);
  }
  return { heads, kvHeads, headWidth, inner: given.inner ?? Math.ceil((width * 8) / 3 / 32) * 32 };
}

function wrong(message: string, hint: string): MillraceError {
  return new MillraceError('model-parameters', message, { kind: 'usage', hint });
}

function build(parameters: Parameters, size: TokenSize): TokenModel {
  const { layers, width, theta, epsilon, tied } = parameters;
  const sides = llamaSides(parameters);
  return {
    reads: 'tokens',
    architecture: 'decoder',
    tokenTable: 'model.embed_tokens.weight',
    weights: weightsOf(parameters, sides, size),
    blocks: Array.from({ length: layers }, (_, layer) => partsOf(`model.layers.${layer}`, sides)),
    width,
    cached: { layers, heads: sides.kvHeads, headWidth: sides.headWidth },
    residual: (forward, tokens) => {
      const { ids, samples, length, cache, packed } = tokens;
      const { weight } = forward;
      const angles = anglesOf(forward, tokens, sides.headWidth, theta);
      const mask = (cache ?? packed)?.mask ?? causalMask(forward, length);
      const extend = cache?.extend ?? ((key, value) => [key, value]);
      const block: Block = { forward, sides, epsilon, samples, angles, mask, extend };
      let x = forward.dropout(embedding(forward, weight('model.embed_tokens.weight'), ids));
      for (let layer = 0; layer < layers; layer++) x = throughBlock(block, `model.layers.${layer}`, x);
      return x;
    },
    hidden: (forward, residual) => rmsNorm(forward, residual, forward.weight('model.norm.weight'), epsilon),
    logits: (forward, hidden) => project(forward, tied ? 'model.embed_tokens' : 'lm_head', hidden),
  };
}

/** Angles of the places of these tokens: those that all samples have, or those that are said of each. */
function anglesOf(
  forward: Forward,
  { samples, length, cache, packed }: TokenSamples,
  headWidth: number,
  theta: number,
): RotaryAngles {
  const { tf } = forward;
  const own = (cache ?? packed)?.places;
  if (own === undefined) return rotaryAngles(forward, tf.range(0, length, 1, 'float32'), headWidth, theta);
  const { cosine, sine } = rotaryAngles(forward, tf.cast(own, 'float32'), headWidth, theta);
  const bySample = (x: Tensor): Tensor => x.reshape([samples, 1, length, headWidth]);
  return { cosine: bySample(cosine), sine: bySample(sine) };
}

interface Block {
  readonly forward: Forward;
  readonly sides: LlamaSides;
  readonly epsilon: number;
  readonly samples: number;
  readonly angles: RotaryAngles;
  readonly mask: Tensor;
  readonly extend: KeyValueCache['extend'];
}

/** Attention, then a feed-forward network, each normed before and added to what came in. */
function throughBlock(block: Block, name: string, x: Tensor2D): Tensor2D {
  const { forward, epsilon } = block;
  const { tf, weight, dropout } = forward;
  const normed = (part: string, x: Tensor2D) => rmsNorm(forward, x, weight(`${name}.${part}.weight`), epsilon);
  const attended = attend(block, `${name}.self_attn`, normed('input_layernorm', x));
  const middle = tf.add<Tensor2D>(x, dropout(attended));
  const inner = normed('post_attention_layernorm', middle);
  const gate = project(forward, `${name}.mlp.gate_proj`, inner);
  const wide = swiglu(forward, gate, project(forward, `${name}.mlp.up_proj`, inner));
  return tf.add<Tensor2D>(middle, dropout(project(forward, `${name}.mlp.down_proj`, wide)));
}

function attend({ forward, sides, samples, angles, mask, extend }: Block, name: string, x: Tensor2D): Tensor2D {
  const { heads, kvHeads } = sides;
  const query = byHead(forward, project(forward, `${name}.q_proj`, x), samples, heads);
  const key = byHead(forward, project(forward, `${name}.k_proj`, x), samples, kvHeads);
  const value = byHead(forward, project(forward, `${name}.v_proj`, x), samples, kvHeads);
  const [keys, values] = extend(rotary(forward, key, angles), value);
  const states = { query: rotary(forward, query, angles), key: keys, value: values, mask };
  const mean = dotProductAttention(forward, states);
  return project(forward, `${name}.o_proj`, byPlace(forward, mean));
}

/** `x` through a layer whose weight lies as PyTorch keeps it, [out, in]. */
function project({ tf, weight }: Forward, name: string, x: Tensor2D): Tensor2D {
  return tf.matMul<Tensor2D>(x, weight(`${name}.weight`), false, true);
}

function partsOf(block: string, { kvHeads, inner }: LlamaSides): ModelBlock {
  const slices = (into: readonly string[], out: string) => linearUnits(block, into, out, { bias: false });
  const attention = ['q_proj', 'k_proj', 'v_proj'].map((part) => `self_attn.${part}`);
  return {
    heads: { count: kvHeads, slices: slices(attention, 'self_attn.o_proj') },
    neurons: { count: inner, slices: slices(['mlp.gate_proj', 'mlp.up_proj'], 'mlp.down_proj') },
  };
}

function weightsOf({ layers, width, tied }: Parameters, sides: LlamaSides, { vocabulary }: TokenSize): WeightSpec[] {
  const { heads, kvHeads, headWidth, inner } = sides;
  // What a block adds to the stream begins smaller, so that the sum over blocks does not grow with their number.
  const residual = 0.02 / Math.sqrt(2 * Math.max(1, layers));
  const blocks = Array.from({ length: layers }, (_, layer) => `model.layers.${layer}`);
  return [
    matrix('model.embed_tokens', [vocabulary, width]),
    ...blocks.flatMap((name) => [
      gain(`${name}.input_layernorm`, width),
      matrix(`${name}.self_attn.q_proj`, [heads * headWidth, width]),
      matrix(`${name}.self_attn.k_proj`, [kvHeads * headWidth, width]),
      matrix(`${name}.self_attn.v_proj`, [kvHeads * headWidth, width]),
      matrix(`${name}.self_attn.o_proj`, [width, heads * headWidth], residual),
      gain(`${name}.post_attention_layernorm`, width),
      matrix(`${name}.mlp.gate_proj`, [inner, width]),
      matrix(`${name}.mlp.up_proj`, [inner, width]),
      matrix(`${name}.mlp.down_proj`, [width, inner], residual),
    ]),
    gain('model.norm', width),
    ...(tied ? [] : [matrix('lm_head', [vocabulary, width])]),
  ];
}

function matrix(name: string, shape: readonly number[], deviation = 0.02): WeightSpec {
  return { name: `${name}.weight`, shape, initial: { kind: 'normal', deviation }, decays: true };
}

function gain(name: string, width: number): WeightSpec {
  return { name: `${name}.weight`, shape: [width], initial: { kind: 'ones' }, decays: false };
}
