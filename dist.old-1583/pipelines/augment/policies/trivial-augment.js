import { z } from 'zod';
import { bins, policyFill, warpInterpolation } from '../parameters.js';
import { applyPolicyOperation, drawOperation, drawSign } from './apply-operation.js';
import { trivialAugmentSpace } from './magnitudes.js';
const parameters = z.strictObject({ bins, interpolation: warpInterpolation('nearest'), fill: policyFill });
/** One operation of a random strength. */
export const trivialAugment = {
    name: 'trivial-augment',
    summary: 'Does one operation drawn from fourteen, with a random strength of a wide range.',
    citation: 'torchvision.transforms.v2.TrivialAugmentWide; Müller and Hutter, TrivialAugment, 2021, arXiv:2103.10158',
    parameters,
    apply: (image, { bins, ...warp }, draws) => {
        const operation = drawOperation(trivialAugmentSpace, draws);
        const magnitudes = trivialAugmentSpace.magnitudes(operation, bins, image.pixels);
        const magnitude = (magnitudes?.[draws.integer(0, bins)] ?? 0) * drawSign(operation, draws);
        return applyPolicyOperation(image, operation, magnitude, warp);
    },
};
//# sourceMappingURL=trivial-augment.js.map