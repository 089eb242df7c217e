import { z } from 'zod';
import { toGrayscale } from '../kernels/saturation.js';
import { probability } from '../parameters.js';
import { defineRecolouring } from './recolouring.js';
/** Takes the colours away; the image keeps three channels. */
export const randomGrayscale = defineRecolouring({
    name: 'random-grayscale',
    summary: 'Takes the colours away; the image keeps three channels.',
    citation: 'torchvision.transforms.v2.RandomGrayscale',
    parameters: z.strictObject({ p: probability(0.1) }),
    recolour: toGrayscale,
});
//# sourceMappingURL=random-grayscale.js.map