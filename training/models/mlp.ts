import { z } from 'zod';
import type { ImageSize } from '../../core/pixels.ts';
import { linear } from '../layers/linear.ts';
import { relu } from '../layers/relu.ts';
import type { Forward, ImageModel, ImageModelDefinition, WeightSpec } from '../model.ts';
import type { Tensor2D } from '../tensorflow.ts';

const parameters = z.strictObject({
  layers: z.int().min(0).max(64).default(2).describe('Dense layers; with none the state is the pixels themselves.'),
  width: z.int().min(1).max(65536).default(128).describe('Neurons of a layer.'),
});
type Parameters = z.infer<typeof parameters>;

/** The oldest network there is: each neuron sees all pixels at once, so what it learns of one place holds for no other. */
export const mlp: ImageModelDefinition<Parameters> = {
  name: 'mlp',
  reads: 'images',
  summary: 'Dense layers over all pixels: the multilayer perceptron.',
  citation: 'Rumelhart, Hinton and Williams, Learning Representations by Back-Propagating Errors, 1986',
  parameters,
  build,
};

function build({ layers, width }: Parameters, size: ImageSize): ImageModel {
  const pixels = size.height * size.width * 3;
  const inputs = Array.from({ length: layers }, (_, layer) => (layer === 0 ? pixels : width));
  return {
    reads: 'images',
    weights: inputs.flatMap((into, layer) => dense(`layers.${layer}`, into, width)),
    width: layers === 0 ? pixels : width,
    pooled: (forward, images, samples) => {
      // Rows from top to bottom, in them pixels from left to right, in them red, green and blue.
      let x = images.reshape<Tensor2D>([samples, pixels]);
      for (let layer = 0; layer < layers; layer++) x = rectified(forward, `layers.${layer}`, x);
      return forward.dropout(x);
    },
  };
}

/** max(0, x·Wᵀ + b), with W [out, in] as PyTorch keeps it. */
function rectified(forward: Forward, name: string, x: Tensor2D): Tensor2D {
  const { tf, weight } = forward;
  return relu(forward, linear(forward, x, tf.transpose(weight(`${name}.weight`)), weight(`${name}.bias`)));
}

/** Begins so that a layer's output has the variance of its input. He et al. 2015. */
function dense(name: string, into: number, out: number): WeightSpec[] {
  const deviation = Math.sqrt(2 / into);
  return [
    { name: `${name}.weight`, shape: [out, into], initial: { kind: 'normal', deviation }, decays: true },
    { name: `${name}.bias`, shape: [out], initial: { kind: 'zeros' }, decays: false },
  ];
}
