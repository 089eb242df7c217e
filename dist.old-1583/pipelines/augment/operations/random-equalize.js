import { z } from 'zod';
import { equalize } from '../kernels/histogram-levels.js';
import { probability } from '../parameters.js';
import { defineRecolouring } from './recolouring.js';
/** Makes the histogram of each channel as even as it can be. */
export const randomEqualize = defineRecolouring({
    name: 'random-equalize',
    summary: 'Makes the histogram of each channel as even as it can be.',
    citation: 'torchvision.transforms.v2.RandomEqualize',
    parameters: z.strictObject({ p: probability(0.5) }),
    recolour: equalize,
});
//# sourceMappingURL=random-equalize.js.map