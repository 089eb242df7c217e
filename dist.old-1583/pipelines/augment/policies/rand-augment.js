import { z } from 'zod';
import { bins, policyFill, warpInterpolation } from '../parameters.js';
import { applyPolicyOperation, drawOperation, drawSign } from './apply-operation.js';
import { randAugmentSpace } from './magnitudes.js';
const parameters = z
    .strictObject({
    operations: z.int().min(0).max(100).default(2).describe('Operations on each image (`num_ops`).'),
    magnitude: z.int().min(0).default(9).describe('Strength of every operation, from 0 to `bins` less one.'),
    bins,
    interpolation: warpInterpolation('nearest'),
    fill: policyFill,
})
    .refine(({ magnitude, bins }) => magnitude < bins, {
    path: ['magnitude'],
    error: 'expected less than the number of bins, found as many or more',
});
/** Some operations of one strength. */
export const randAugment = {
    name: 'rand-augment',
    summary: 'Does operations drawn from fourteen, all of one strength.',
    citation: 'torchvision.transforms.v2.RandAugment; Cubuk et al., RandAugment, 2019, arXiv:1909.13719',
    parameters,
    apply: (image, { operations, magnitude, bins, ...warp }, draws) => {
        let current = image;
        for (let i = 0; i < operations; i++) {
            const operation = drawOperation(randAugmentSpace, draws);
            const strength = randAugmentSpace.magnitudes(operation, bins, current.pixels)?.[magnitude] ?? 0;
            current = applyPolicyOperation(current, operation, strength * drawSign(operation, draws), warp);
        }
        return current;
    },
};
//# sourceMappingURL=rand-augment.js.map