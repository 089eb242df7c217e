import { z } from 'zod';
import { toGrayscale } from '../kernels/saturation.ts';
import { probability } from '../parameters.ts';
import { defineRecolouring } from './recolouring.ts';

/** Takes the colours away; the image keeps three channels. */
export const randomGrayscale = defineRecolouring({
  name: 'random-grayscale',
  summary: 'Takes the colours away; the image keeps three channels.',
  citation: 'torchvision.transforms.v2.RandomGrayscale',
  parameters: z.strictObject({ p: probability(0.1) }),
  recolour: toGrayscale,
});
