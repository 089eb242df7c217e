import { z } from 'zod';
import { equalize } from '../kernels/histogram-levels.ts';
import { probability } from '../parameters.ts';
import { defineRecolouring } from './recolouring.ts';

/** Makes the histogram of each channel as even as it can be. */
export const randomEqualize = defineRecolouring({
  name: 'random-equalize',
  summary: 'Makes the histogram of each channel as even as it can be.',
  citation: 'torchvision.transforms.v2.RandomEqualize',
  parameters: z.strictObject({ p: probability(0.5) }),
  recolour: equalize,
});
