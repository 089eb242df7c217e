import { z } from 'zod';
import type { AugmentationDefinition } from '../augmentation.ts';
import { upturnBoxes } from '../boxes.ts';
import { flipVertical } from '../kernels/flip.ts';
import { probability } from '../parameters.ts';

const parameters = z.strictObject({ p: probability(0.5) });

/** Turns an image upside down, or leaves it. */
export const randomVerticalFlip: AugmentationDefinition<z.infer<typeof parameters>> = {
  name: 'random-vertical-flip',
  summary: 'Turns upside down.',
  citation: 'torchvision.transforms.v2.RandomVerticalFlip',
  parameters,
  apply: (image, { p }, draws) => {
    if (draws.unit() >= p) return image;
    return { pixels: flipVertical(image.pixels), boxes: upturnBoxes(image.boxes, image.pixels.height) };
  },
};
