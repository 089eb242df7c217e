import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import type { ImageSize } from '../../core/pixels.ts';
import { unitsLeft } from '../compression/structured-pruning.ts';
import { attention } from '../layers/attention.ts';
import { gelu } from '../layers/gelu.ts';
import { layerNorm } from '../layers/layer-norm.ts';
import { linear } from '../layers/linear.ts';
import { patchesOf } from '../layers/patches.ts';
import type { Forward, ImageModel, ImageModelDefinition, ModelBlock, WeightSpec } from '../model.ts';
import type { Tensor, Tensor2D, Tensor3D } from '../tensorflow.ts';
import { linearUnits } from './linear-units.ts';

const parameters = z.strictObject({
  patch: z.int().min(1).max(1024).default(16).describe('Side of a patch in pixels; divides the sides of the image.'),
  layers: z.int().min(0).max(256).default(4).describe('Transformer blocks.'),
  heads: z.int().min(1).max(256).default(4).describe('Attention heads of a block; divides width.'),
  width: z.int().min(1).max(16384).default(128).describe('Width of a state.'),
  headWidth: z.int().min(1).max(16384).optional().describe('Width of a head; width / heads by default.'),
  mlpRatio: z
    .number()
    .positive()
    .max(64)
    .default(4)
    .describe('Width of the feed-forward network over that of a state.'),
  pool: z
    .enum(['mean', 'cls'])
    .default('mean')
    .describe('What stands for the image: the mean of its patches, or a token of its own, as in the paper.'),
});
type Parameters = z.infer<typeof parameters>;

/** As Hugging Face's ViT has it. */
const epsilon = 1e-12;
const maxPatches = 2 ** 14;
/** Loud enough beside a patch of about 1 that the first steps can tell places apart; the paper's 0.02 takes longer. */
const placeDeviation = 0.3;

/**
 * An encoder of patches with the weight names and shapes of Hugging Face's `ViTForImageClassification`, which reads the
 * weights where `pool` is `cls`.
 */
export const vit: ImageModelDefinition<Parameters> = {
  name: 'vit',
  reads: 'images',
  summary: 'A transformer over the patches of an image: the Vision Transformer.',
  citation: 'Dosovitskiy et al., An Image is Worth 16x16 Words, 2021',
  parameters,
  shrink: (parameters, removed) => ({
    ...parameters,
    heads: unitsLeft(parameters.heads, removed.heads),
    headWidth: headWidthOf(parameters),
    mlpRatio: unitsLeft(innerOf(parameters), removed.neurons) / parameters.width,
  }),
  build,
};

function build(parameters: Parameters, size: ImageSize): ImageModel {
  const { layers, heads, width, pool } = parameters;
  checkSizes(parameters, size);
  const patches = patchCount(parameters, size);
  const length = pool === 'cls' ? patches + 1 : patches;
  return {
    reads: 'images',
    weights: weightsOf(parameters, length),
    blocks: Array.from({ length: layers }, (_, layer) => partsOf(blockName(layer), parameters)),
    width,
    pooled: (forward, pixels, samples) => {
      let x = embed(forward, pixels, { parameters, size, samples, patches });
      for (let layer = 0; layer < layers; layer++) {
        x = block(forward, blockName(layer), x, { samples, length, heads });
      }
      if (pool === 'cls') return normed(forward, 'vit.layernorm', firstOf(forward, x, samples, length));
      const states = normed(forward, 'vit.layernorm', x).reshape<Tensor3D>([samples, length, width]);
      return forward.tf.mean<Tensor2D>(states, 1);
    },
  };
}

function checkSizes({ patch, heads, width, headWidth }: Parameters, size: ImageSize): void {
  if (headWidth === undefined && width % heads !== 0) {
    throw wrong(`expected a width that ${heads} heads divide, found ${width}`, `Set width to a multiple of ${heads}.`);
  }
  if (size.width % patch !== 0 || size.height % patch !== 0) {
    const sides = `${size.width} × ${size.height}`;
    const expected = `expected images whose sides are multiples of a patch of ${patch} pixels`;
    throw wrong(`${expected}, found ${sides}`, 'Set patch to a divisor of both sides, or size to another side.');
  }
  const patches = (size.width / patch) * (size.height / patch);
  if (patches > maxPatches) {
    throw wrong(`expected at most ${maxPatches} patches of an image, found ${patches}`, 'Set a larger patch.');
  }
}

function patchCount({ patch }: Parameters, { width, height }: ImageSize): number {
  return (width / patch) * (height / patch);
}

function wrong(message: string, hint: string): MillraceError {
  return new MillraceError('model-parameters', message, { kind: 'usage', hint });
}

interface Embedding {
  readonly parameters: Parameters;
  readonly size: ImageSize;
  readonly samples: number;
  readonly patches: number;
}

/** [samples·length, width]: each patch by one linear map, after the class token where there is one, and its place. */
function embed(forward: Forward, pixels: Tensor, { parameters, size, samples, patches }: Embedding): Tensor2D {
  const { tf, weight } = forward;
  const { patch, width, pool } = parameters;
  const rows = patchesOf(forward, pixels, { samples, ...size, patch });
  // A convolution's kernel [width, 3, patch, patch], turned to the order in which a patch's pixels lie.
  const kernel = tf.transpose(weight(`${projection}.weight`), [2, 3, 1, 0]).reshape<Tensor2D>([-1, width]);
  const projected = linear(forward, rows, kernel, weight(`${projection}.bias`));
  const tokens = projected.reshape<Tensor3D>([samples, patches, width]);
  const first = (): Tensor3D => tf.tile<Tensor3D>(weight('vit.embeddings.cls_token') as Tensor3D, [samples, 1, 1]);
  const sequence = pool === 'cls' ? tf.concat<Tensor3D>([first(), tokens], 1) : tokens;
  const placed = tf.add(sequence, weight('vit.embeddings.position_embeddings'));
  return forward.dropout(placed.reshape<Tensor2D>([-1, width]));
}

/** Attention, then a feed-forward network, each normed before and added to what came in. */
function block(
  forward: Forward,
  name: string,
  x: Tensor2D,
  shape: { readonly samples: number; readonly length: number; readonly heads: number },
): Tensor2D {
  const { tf, dropout } = forward;
  const mixed = mix(forward, `${name}.attention.attention`, normed(forward, `${name}.layernorm_before`, x));
  const attended = attention(forward, mixed, undefined, shape);
  const middle = tf.add<Tensor2D>(x, dropout(project(forward, `${name}.attention.output.dense`, attended)));
  const inner = project(forward, `${name}.intermediate.dense`, normed(forward, `${name}.layernorm_after`, middle));
  return tf.add<Tensor2D>(middle, dropout(project(forward, `${name}.output.dense`, gelu(forward, inner))));
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

function firstOf({ tf }: Forward, x: Tensor2D, samples: number, length: number): Tensor2D {
  const states = x.reshape<Tensor3D>([samples, length, -1]);
  return tf.slice(states, [0, 0, 0], [samples, 1, -1]).reshape<Tensor2D>([samples, -1]);
}

const projection = 'vit.embeddings.patch_embeddings.projection';

function blockName(layer: number): string {
  return `vit.encoder.layer.${layer}`;
}

function headWidthOf({ width, heads, headWidth = width / heads }: Parameters): number {
  return headWidth;
}

function innerOf({ width, mlpRatio }: Parameters): number {
  return Math.max(1, Math.round(width * mlpRatio));
}

function partsOf(block: string, parameters: Parameters): ModelBlock {
  const slices = (into: readonly string[], out: string) => linearUnits(block, into, out, { bias: true });
  const attention = ['query', 'key', 'value'].map((part) => `attention.attention.${part}`);
  return {
    heads: { count: parameters.heads, slices: slices(attention, 'attention.output.dense') },
    neurons: { count: innerOf(parameters), slices: slices(['intermediate.dense'], 'output.dense') },
  };
}

function weightsOf(parameters: Parameters, length: number): WeightSpec[] {
  const { patch, layers, heads, width, pool } = parameters;
  const attended = heads * headWidthOf(parameters);
  const inner = innerOf(parameters);
  const blocks = Array.from({ length: layers }, (_, layer) => blockName(layer));
  return [
    ...(pool === 'cls' ? [embedding('vit.embeddings.cls_token', [1, 1, width], 0.02)] : []),
    embedding('vit.embeddings.position_embeddings', [1, length, width], placeDeviation),
    ...layer(projection, [width, 3, patch, patch]),
    ...blocks.flatMap((name) => [
      ...norm(`${name}.layernorm_before`, width),
      ...['query', 'key', 'value'].flatMap((part) => layer(`${name}.attention.attention.${part}`, [attended, width])),
      ...layer(`${name}.attention.output.dense`, [width, attended]),
      ...norm(`${name}.layernorm_after`, width),
      ...layer(`${name}.intermediate.dense`, [inner, width]),
      ...layer(`${name}.output.dense`, [width, inner]),
    ]),
    ...norm('vit.layernorm', width),
  ];
}

function embedding(name: string, shape: readonly number[], deviation: number): WeightSpec {
  return { name, shape, initial: { kind: 'normal', deviation }, decays: true };
}

/** A linear layer with the deviation of Glorot and Bengio 2010, as the paper's code begins. */
function layer(name: string, shape: readonly [out: number, ...into: number[]]): WeightSpec[] {
  const [out, ...into] = shape;
  const deviation = Math.sqrt(2 / (into.reduce((product, side) => product * side, 1) + out));
  return [
    { name: `${name}.weight`, shape, initial: { kind: 'normal', deviation }, decays: true },
    { name: `${name}.bias`, shape: [out], initial: { kind: 'zeros' }, decays: false },
  ];
}

function norm(name: string, width: number): WeightSpec[] {
  return [
    { name: `${name}.weight`, shape: [width], initial: { kind: 'ones' }, decays: false },
    { name: `${name}.bias`, shape: [width], initial: { kind: 'zeros' }, decays: false },
  ];
}
