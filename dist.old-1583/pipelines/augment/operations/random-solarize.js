import { z } from 'zod';
import { solarize } from '../kernels/levels.js';
import { probability } from '../parameters.js';
import { defineRecolouring } from './recolouring.js';
/** Inverts values from a threshold on. */
export const randomSolarize = defineRecolouring({
    name: 'random-solarize',
    summary: 'Inverts values from a threshold on.',
    citation: 'torchvision.transforms.v2.RandomSolarize',
    parameters: z.strictObject({
        threshold: z.number().min(0).max(256).describe('Least value that is inverted, of 0 to 255.'),
        p: probability(0.5),
    }),
    recolour: (pixels, { threshold }) => solarize(pixels, threshold),
});
//# sourceMappingURL=random-solarize.js.map