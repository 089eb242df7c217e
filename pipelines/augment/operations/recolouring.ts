import type { z } from 'zod';
import type { Pixels } from '../../../core/pixels.ts';
import type { AugmentationDefinition } from '../augmentation.ts';

/** An augmentation that changes colours alone, with probability `p`. */
export function defineRecolouring<Parameters extends { readonly p: number }>(definition: {
  readonly name: string;
  readonly summary: string;
  readonly citation: string;
  readonly parameters: z.ZodType<Parameters>;
  readonly recolour: (pixels: Pixels, parameters: Parameters) => Pixels;
}): AugmentationDefinition<Parameters> {
  const { recolour, ...rest } = definition;
  return {
    ...rest,
    apply: (image, parameters, draws) => {
      if (draws.unit() >= parameters.p) return image;
      return { pixels: recolour(image.pixels, parameters), boxes: image.boxes };
    },
  };
}
