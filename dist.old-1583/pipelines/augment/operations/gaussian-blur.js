import { z } from 'zod';
import { gaussianBlur as blur } from '../kernels/gaussian-blur.js';
import { range } from '../parameters.js';
const taps = z
    .int()
    .min(1)
    .max(255)
    .refine((taps) => taps % 2 === 1, { error: ({ input }) => `expected an odd number, found ${String(input)}` });
const deviation = z.number().positive().max(1000);
const parameters = z.strictObject({
    kernel: z
        .union([taps, z.tuple([taps, taps])])
        .describe('Pixels that are mixed, an odd number: for both directions, or [along x, along y] (`kernel_size`).'),
    sigma: z
        .union([deviation, range(deviation, 'Least and greatest.')])
        .default([0.1, 2])
        .describe('Deviation in pixels: one, or [least, greatest].'),
});
/** Blurs. */
export const gaussianBlur = {
    name: 'gaussian-blur',
    summary: 'Blurs with a Gaussian of random width.',
    citation: 'torchvision.transforms.v2.GaussianBlur',
    parameters,
    apply: ({ pixels, boxes }, { kernel, sigma }, draws) => {
        const [least, greatest] = typeof sigma === 'number' ? [sigma, sigma] : sigma;
        const drawn = draws.uniform(least, greatest);
        const taps = typeof kernel === 'number' ? [kernel, kernel] : kernel;
        return { pixels: blur(pixels, taps, [drawn, drawn]), boxes };
    },
};
//# sourceMappingURL=gaussian-blur.js.map