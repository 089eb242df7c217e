import { z } from 'zod';
import { adjustSharpness } from '../kernels/sharpness.js';
import { probability } from '../parameters.js';
import { defineRecolouring } from './recolouring.js';
/** Makes sharper or softer. */
export const randomAdjustSharpness = defineRecolouring({
    name: 'random-adjust-sharpness',
    summary: 'Makes sharper or softer.',
    citation: 'torchvision.transforms.v2.RandomAdjustSharpness',
    parameters: z.strictObject({
        factor: z.number().min(0).max(1000).describe('0 is smooth, 1 as it is, 2 twice as sharp (`sharpness_factor`).'),
        p: probability(0.5),
    }),
    recolour: (pixels, { factor }) => adjustSharpness(pixels, factor),
});
//# sourceMappingURL=random-adjust-sharpness.js.map