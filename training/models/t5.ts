import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { causalMask } from '../layers/causal-mask.ts';
import { byHead, byPlace, dotProductAttention } from '../layers/dot-product-attention.ts';
import { embedding } from '../layers/embedding.ts';
import { geluTanh } from '../layers/gelu-tanh.ts';
import { paddingMask } from '../layers/padding-mask.ts';
import { cachedRelativePositions, relativePositions } from '../layers/relative-positions.ts';
import { rmsNorm } from '../layers/rms-norm.ts';
import type {
  Forward,
  KeysAndValues,
  KeyValueCache,
  PairModel,
  PairModelDefinition,
  TokenSamples,
  TokenSize,
} from '../model.ts';
import type { Tensor, Tensor2D, Tensor4D } from '../tensorflow.ts';
import { t5Weights } from './t5-weights.ts';

const parameters = z.strictObject({
  layers: z.int().min(1).max(256).default(4).describe('Blocks of the encoder.'),
  decoderLayers: z
    .int()
    .min(1)
    .max(256)
    .nullable()
    .default(null)
    .describe('Blocks of the decoder; by default as many as the encoder has.'),
  heads: z.int().min(1).max(256).default(4).describe('Attention heads of a block.'),
  width: z.int().min(1).max(16384).default(128).describe('Width of a hidden state.'),
  headWidth: z
    .int()
    .min(1)
    .max(1024)
    .nullable()
    .default(null)
    .describe('Width of a head; by default width over heads.'),
  inner: z
    .int()
    .min(1)
    .max(2 ** 17)
    .nullable()
    .default(null)
    .describe('Width of the feed-forward network; 4 · width by default.'),
  feedForward: z.enum(['gated-gelu', 'relu']).default('gated-gelu').describe('As in T5 1.1, or as in the paper.'),
  buckets: z.int().min(4).max(1024).default(32).describe('Distances between places that are told apart.'),
  distance: z.int().min(4).max(65536).default(128).describe('Distance from which all are one.'),
  epsilon: z.number().positive().default(1e-6).describe('What norms add to the mean square.'),
  tied: z
    .boolean()
    .default(true)
    .describe(
      'Whether the head is the embedding, and its states are scaled, as in the paper; T5 1.1 has its own head.',
    ),
});
export type T5Parameters = z.infer<typeof parameters>;

/** T5's architecture, with the weight names and shapes of Hugging Face's `T5ForConditionalGeneration`. */
export const t5: PairModelDefinition<T5Parameters> = {
  name: 't5',
  reads: 'pairs',
  architecture: 'encoder-decoder',
  summary: 'An encoder and a decoder with relative places, which write one text from another: T5.',
  citation: 'Raffel et al., Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer, 2020',
  parameters,
  build,
};

/** Parameters with every side said. Throws MillraceError `model-parameters` (usage) for heads that do not fit. */
export function t5Sides(given: T5Parameters) {
  const { heads, width, layers } = given;
  const headWidth = given.headWidth ?? width / heads;
  if (!Number.isInteger(headWidth)) {
    throw new MillraceError('model-parameters', `expected a width that ${heads} heads divide, found ${width}`, {
      kind: 'usage',
      hint: `Set width to a multiple of ${heads}, or headWidth.`,
    });
  }
  return {
    ...{ ...given, headWidth, inner: given.inner ?? 4 * width, decoderLayers: given.decoderLayers ?? layers },
    gated: given.feedForward === 'gated-gelu',
  };
}
export type T5Sides = ReturnType<typeof t5Sides>;

function build(parameters: T5Parameters, { vocabulary }: TokenSize): PairModel {
  const sides = t5Sides(parameters);
  const { width, epsilon, tied, layers, decoderLayers } = sides;
  return {
    reads: 'pairs',
    architecture: 'encoder-decoder',
    weights: t5Weights(sides, vocabulary),
    width,
    encode: (forward, source) => {
      const { samples, length, text } = source;
      const bias = places(forward, 'encoder', sides, length);
      const mask = text === undefined ? undefined : paddingMask(forward, text, samples, length);
      let x = embed(forward, source);
      for (let layer = 0; layer < layers; layer++) {
        const block = { forward, sides, samples, name: `encoder.block.${layer}` };
        x = feed(block, 1, attend(block, 'SelfAttention', 0, x, { bias, mask }));
      }
      return forward.dropout(rmsNorm(forward, x, forward.weight('encoder.final_layer_norm.weight'), epsilon));
    },
    cached: { layers: decoderLayers, heads: sides.heads, headWidth: sides.headWidth },
    ask: (forward, { states, ...source }, samples) => ({
      ...source,
      layers: Array.from({ length: decoderLayers }, (_, layer) => {
        const name = `decoder.block.${layer}`;
        return keysAndValues({ forward, sides, samples, name }, `${name}.layer.1.EncDecAttention`, states);
      }),
    }),
    decode: (forward, target, source) => {
      const { samples, length, cache } = target;
      const looking: Looking =
        cache === undefined
          ? { bias: places(forward, 'decoder', sides, length), mask: causalMask(forward, length) }
          : { mask: forward.tf.add(cache.mask, placesBehind(forward, sides, samples, cache)), cache };
      const across = source.text && paddingMask(forward, source.text, samples, source.length);
      let x = embed(forward, target);
      for (const [layer, at] of source.layers.entries()) {
        const block = { forward, sides, samples, name: `decoder.block.${layer}` };
        const middle = attend(block, 'SelfAttention', 0, x, looking);
        x = feed(block, 2, attend(block, 'EncDecAttention', 1, middle, { mask: across, at }));
      }
      return forward.dropout(rmsNorm(forward, x, forward.weight('decoder.final_layer_norm.weight'), epsilon));
    },
    logits: ({ tf, weight }, states) =>
      tied
        ? tf.matMul<Tensor2D>(tf.mul<Tensor2D>(states, 1 / Math.sqrt(width)), weight('shared.weight'), false, true)
        : tf.matMul<Tensor2D>(states, weight('lm_head.weight'), false, true),
  };
}

function embed(forward: Forward, { ids }: TokenSamples): Tensor2D {
  return forward.dropout(embedding(forward, forward.weight('shared.weight'), ids));
}

/** What all layers of a stack add to their scores: the first layer's, and learned. */
function places(forward: Forward, stack: 'encoder' | 'decoder', sides: T5Sides, length: number): Tensor {
  const table = forward.weight(`${stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight`);
  const { buckets, distance } = sides;
  return relativePositions(forward, table, length, length, { buckets, distance, bothWays: stack === 'encoder' });
}

/** What the decoder's layers add to the scores of tokens that look at cached ones and at themselves. */
function placesBehind(forward: Forward, { buckets, distance }: T5Sides, samples: number, cache: KeyValueCache): Tensor {
  const table = forward.weight('decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight');
  const [, , , others = 0] = cache.mask.shape;
  const kind = { buckets, distance, bothWays: false };
  return cachedRelativePositions(forward, table, cache.places.reshape([samples, -1]), others, kind);
}

interface Looking {
  /** Learned. */
  readonly bias?: Tensor;
  readonly mask: Tensor | undefined;
  /** What is looked at in place of what came in. */
  readonly at?: KeysAndValues;
  readonly cache?: KeyValueCache | undefined;
}

/** A block of one of the stacks. */
interface Block {
  readonly forward: Forward;
  readonly sides: T5Sides;
  readonly samples: number;
  readonly name: string;
}

/** Attention as sublayer `place` of a block: norms what comes in, and adds to it. */
function attend(block: Block, kind: string, place: number, x: Tensor2D, { bias, mask, at, cache }: Looking): Tensor2D {
  const { forward, sides } = block;
  const { tf, dropout } = forward;
  const layer = `${block.name}.layer.${place}`;
  const normed = rmsNorm(forward, x, forward.weight(`${layer}.layer_norm.weight`), sides.epsilon);
  const own = (): KeysAndValues => keysAndValues(block, `${layer}.${kind}`, normed);
  const [key, value] = at ?? (cache === undefined ? own() : cache.extend(...own()));
  const mean = dotProductAttention(forward, {
    ...{ query: projectedHeads(block, `${layer}.${kind}.q`, normed), key, value, scale: 1 },
    ...(bias === undefined ? {} : { bias }),
    ...(mask === undefined ? {} : { mask }),
  });
  return tf.add<Tensor2D>(x, dropout(project(forward, `${layer}.${kind}.o`, byPlace(forward, mean))));
}

function keysAndValues(block: Block, name: string, states: Tensor2D): KeysAndValues {
  return [projectedHeads(block, `${name}.k`, states), projectedHeads(block, `${name}.v`, states)];
}

function projectedHeads({ forward, sides, samples }: Block, name: string, x: Tensor2D): Tensor4D {
  return byHead(forward, project(forward, name, x), samples, sides.heads);
}

/** The feed-forward network as sublayer `place` of a block: norms what comes in, and adds to it. */
function feed({ forward, sides, name }: Block, place: number, x: Tensor2D): Tensor2D {
  const { tf, weight, dropout } = forward;
  const layer = `${name}.layer.${place}`;
  const normed = rmsNorm(forward, x, weight(`${layer}.layer_norm.weight`), sides.epsilon);
  const into = (part: string): Tensor2D => project(forward, `${layer}.DenseReluDense.${part}`, normed);
  const wide = sides.gated ? tf.mul<Tensor2D>(geluTanh(forward, into('wi_0')), into('wi_1')) : tf.relu(into('wi'));
  return tf.add<Tensor2D>(x, dropout(project(forward, `${layer}.DenseReluDense.wo`, dropout(wide))));
}

/** `x` through a layer whose weight lies as PyTorch keeps it, [out, in]. */
function project({ tf, weight }: Forward, name: string, x: Tensor2D): Tensor2D {
  return tf.matMul<Tensor2D>(x, weight(`${name}.weight`), false, true);
}
