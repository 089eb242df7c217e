import { z } from 'zod';
import { posterize } from '../kernels/levels.js';
import { probability } from '../parameters.js';
import { defineRecolouring } from './recolouring.js';
/** Keeps only the highest bits of each value. */
export const randomPosterize = defineRecolouring({
    name: 'random-posterize',
    summary: 'Keeps only the highest bits of each value.',
    citation: 'torchvision.transforms.v2.RandomPosterize',
    parameters: z.strictObject({
        bits: z.int().min(0).max(8).describe('Bits that are kept of each value.'),
        p: probability(0.5),
    }),
    recolour: (pixels, { bits }) => posterize(pixels, bits),
});
//# sourceMappingURL=random-posterize.js.map