import { z } from 'zod';
import { autocontrast } from '../kernels/histogram-levels.js';
import { probability } from '../parameters.js';
import { defineRecolouring } from './recolouring.js';
/** Spreads each channel over all values from 0 to 255. */
export const randomAutocontrast = defineRecolouring({
    name: 'random-autocontrast',
    summary: 'Spreads each channel over all values from 0 to 255.',
    citation: 'torchvision.transforms.v2.RandomAutocontrast',
    parameters: z.strictObject({ p: probability(0.5) }),
    recolour: autocontrast,
});
//# sourceMappingURL=random-autocontrast.js.map