import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import type { ImageSize } from '../../core/pixels.ts';
import { convolution } from '../layers/convolution.ts';
import { relu } from '../layers/relu.ts';
import type { Forward, ImageModel, ImageModelDefinition, WeightSpec } from '../model.ts';
import type { Tensor2D, Tensor4D } from '../tensorflow.ts';

const parameters = z.strictObject({
  channels: z
    .array(z.int().min(1).max(4096))
    .min(1)
    .max(16)
    .default([16, 32, 64])
    .describe('Feature maps of each block, from the pixels on. Each block halves both sides of its maps.'),
  kernel: z
    .int()
    .min(1)
    .max(15)
    .refine((side) => side % 2 === 1, 'expected an odd side')
    .default(3)
    .describe('Side of the windows that a neuron sees; odd.'),
  reduce: z
    .enum(['pool', 'stride'])
    .default('pool')
    .describe(
      'How a block halves its maps: by the larger of neighbours (max pooling), or by windows two pixels apart.',
    ),
});
type Parameters = z.infer<typeof parameters>;

/** Blocks of convolutions, each over maps of half the sides, then the mean of each of the last block's maps. */
export const cnn: ImageModelDefinition<Parameters> = {
  name: 'cnn',
  reads: 'images',
  summary: 'Convolutions: the same small windows moved over the whole image.',
  citation: 'LeCun et al., Gradient-Based Learning Applied to Document Recognition, 1998',
  parameters,
  build,
};

function build(parameters: Parameters, size: ImageSize): ImageModel {
  const { channels } = parameters;
  const width = channels.at(-1) ?? 3;
  checkSize(parameters, size);
  return {
    reads: 'images',
    weights: channels.flatMap((out, block) =>
      blockWeights(parameters, `blocks.${block}`, channels[block - 1] ?? 3, out),
    ),
    width,
    pooled: (forward, pixels, samples) => {
      let x = pixels as Tensor4D;
      for (const block of channels.keys()) x = halved(forward, `blocks.${block}`, x, parameters);
      return forward.dropout(forward.tf.mean<Tensor2D>(x.reshape([samples, -1, width]), 1));
    },
  };
}

/** `x` [samples, height, width, channels] through one block. */
function halved(forward: Forward, name: string, x: Tensor4D, { reduce }: Parameters): Tensor4D {
  const { tf, weight } = forward;
  const [kernel, bias] = [weight(`${name}.weight`) as Tensor4D, weight(`${name}.bias`)];
  const maps = relu(forward, convolution(forward, x, kernel, bias, reduce === 'stride' ? 2 : 1));
  return reduce === 'pool' ? tf.maxPool(maps, 2, 2, 'valid') : maps;
}

/** A pooling drops the last row of an odd number, a stride rounds up: at least one pixel must be left. */
function checkSize({ channels, reduce }: Parameters, { width, height }: ImageSize): void {
  const least = reduce === 'pool' ? 2 ** channels.length : 1;
  if (Math.min(width, height) >= least) return;
  throw new MillraceError(
    'model-parameters',
    `expected images of at least ${least} × ${least} pixels, which ${channels.length} blocks halve, found ${width} × ${height}`,
    { kind: 'usage', hint: 'Set fewer channels, or size to a larger side.' },
  );
}

/** Begins so that maps have the variance of the pixels. He et al. 2015. */
function blockWeights({ kernel }: Parameters, name: string, into: number, out: number): WeightSpec[] {
  const deviation = Math.sqrt(2 / (into * kernel * kernel));
  const shape = [out, into, kernel, kernel];
  return [
    { name: `${name}.weight`, shape, initial: { kind: 'normal', deviation }, decays: true },
    { name: `${name}.bias`, shape: [out], initial: { kind: 'zeros' }, decays: false },
  ];
}
