import { z } from 'zod';
import { policyFill, warpInterpolation } from '../parameters.js';
import { applyPolicyOperation, drawSign } from './apply-operation.js';
import { autoAugmentPolicies } from './auto-augment-policies.js';
import { autoAugmentSpace } from './magnitudes.js';
const parameters = z.strictObject({
    policy: z.enum(['imagenet', 'cifar10', 'svhn']).default('imagenet').describe('Data set on which it was found.'),
    interpolation: warpInterpolation('nearest'),
    fill: policyFill,
});
/** One of 25 pairs of operations that were found to help on a data set. */
export const autoAugment = {
    name: 'auto-augment',
    summary: 'Does one of 25 pairs of operations that were found by search on a data set.',
    citation: 'torchvision.transforms.v2.AutoAugment; Cubuk et al., AutoAugment, CVPR 2019, arXiv:1805.09501',
    parameters,
    apply: (image, { policy, ...warp }, draws) => {
        const policies = autoAugmentPolicies[policy];
        const pair = policies[draws.integer(0, policies.length)] ?? [];
        return pair.reduce((current, [operation, probability, bin]) => {
            if (draws.unit() >= probability)
                return current;
            const magnitudes = autoAugmentSpace.magnitudes(operation, 10, current.pixels);
            const magnitude = (bin === null ? 0 : (magnitudes?.[bin] ?? 0)) * drawSign(operation, draws);
            return applyPolicyOperation(current, operation, magnitude, warp);
        }, image);
    },
};
//# sourceMappingURL=auto-augment.js.map