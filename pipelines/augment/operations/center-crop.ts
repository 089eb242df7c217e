import { z } from 'zod';
import type { ImageSize } from '../../../core/pixels.ts';
import type { AugmentationDefinition } from '../augmentation.ts';
import { cutRegion } from '../geometry.ts';
import { roundHalfEven } from '../half-even.ts';
import type { Region } from '../kernels/warp-options.ts';
import { size, sizeOf } from '../parameters.ts';

const parameters = z.strictObject({ size: size.describe('Of the result: a side, or [height, width].') });

/** Cuts out the middle. */
export const centerCrop: AugmentationDefinition<z.infer<typeof parameters>> = {
  name: 'center-crop',
  summary: 'Cuts out the middle, with black around an image that is smaller.',
  citation: 'torchvision.transforms.v2.CenterCrop',
  parameters,
  outputSize: ({ size }) => sizeOf(size),
  atEvaluation: (own) => [{ name: 'center-crop', parameters: own }],
  apply: (image, { size }) => cutRegion(image, middle(image.pixels, sizeOf(size)), [0, 0, 0]),
};

function middle(image: ImageSize, { width, height }: ImageSize): Region {
  return { x: start(image.width, width), y: start(image.height, height), width, height };
}

// torchvision rounds where it cuts and cuts off where it pads.
function start(has: number, wanted: number): number {
  return has >= wanted ? roundHalfEven((has - wanted) / 2) : -Math.floor((wanted - has) / 2);
}
