import { z } from 'zod';
import type { AugmentationDefinition, Draws } from '../augmentation.ts';
import { mirrorBoxes } from '../boxes.ts';
import { flipHorizontal } from '../kernels/flip.ts';
import { probability } from '../parameters.ts';

const parameters = z.strictObject({ p: probability(0.5) });
type Parameters = z.infer<typeof parameters>;

/** Mirrors an image left to right, or leaves it. */
export const randomHorizontalFlip: AugmentationDefinition<Parameters> = {
  name: 'random-horizontal-flip',
  summary: 'Mirrors left to right.',
  citation: 'torchvision.transforms.v2.RandomHorizontalFlip',
  parameters,
  apply: (image, parameters, draws) => {
    if (!isFlipped(parameters, draws)) return image;
    return { pixels: flipHorizontal(image.pixels), boxes: mirrorBoxes(image.boxes, image.pixels.width) };
  },
};

/** Whether the image is mirrored. */
export function isFlipped({ p }: Parameters, draws: Draws): boolean {
  return draws.unit() < p;
}
