import { z } from 'zod';
import { gaussianNoise as addNoise } from '../kernels/gaussian-noise.js';
const parameters = z.strictObject({
    mean: z.number().min(-1).max(1).default(0).describe('Mean of the noise; 1 is the whole range of values.'),
    sigma: z.number().min(0).max(1).default(0.1).describe('Its deviation; 1 is the whole range of values.'),
});
/** Adds noise. */
export const gaussianNoise = {
    name: 'gaussian-noise',
    summary: 'Adds normal noise to every value.',
    citation: 'torchvision.transforms.v2.GaussianNoise',
    parameters,
    apply: ({ pixels, boxes }, { mean, sigma }, draws) => ({
        pixels: addNoise(pixels, mean, sigma, draws.normal),
        boxes,
    }),
};
//# sourceMappingURL=gaussian-noise.js.map