import { z } from 'zod';
import { hull } from '../boxes.js';
import { drawDirichlet } from '../gamma.js';
import { alpha, policyFill, warpInterpolation } from '../parameters.js';
import { applyPolicyOperation, drawOperation, drawSign } from './apply-operation.js';
import { augMixPartialSpace, augMixSpace } from './magnitudes.js';
const parameters = z.strictObject({
    severity: z.int().min(1).max(10).default(3).describe('Strengths are drawn from so many of ten bins.'),
    width: z.int().min(1).max(100).default(3).describe('Chains that are mixed (`mixture_width`).'),
    depth: z
        .int()
        .min(-1)
        .max(100)
        .refine((depth) => depth !== 0, { error: 'expected -1 or at least 1, found 0' })
        .default(-1)
        .describe('Operations of a chain (`chain_depth`); with -1 each has 1 to 3.'),
    alpha: alpha('Of the distributions that the shares are drawn from.'),
    allOperations: z.boolean().default(true).describe('Also brightness, colour, contrast and sharpness (`all_ops`).'),
    interpolation: warpInterpolation('bilinear'),
    fill: policyFill,
});
/** The image mixed with chains of operations on it. */
export const augMix = {
    name: 'aug-mix',
    summary: 'Mixes the image with chains of operations on it. Boxes become the smallest around themselves in the image and in all chains.',
    citation: 'torchvision.transforms.v2.AugMix; Hendrycks et al., AugMix, ICLR 2020, arXiv:1912.02781',
    parameters,
    apply: (image, { severity, width, depth, alpha, allOperations, ...warp }, draws) => {
        const space = allOperations ? augMixSpace : augMixPartialSpace;
        const [own = 1, augmented = 0] = drawDirichlet(alpha, 2, draws);
        const shares = drawDirichlet(alpha, width, draws);
        const mix = new Float32Array(image.pixels.data.length);
        addShare(mix, image, own);
        // Numbered, since a chain leaves out boxes that it moves out of sight.
        const numbered = image.boxes.map((box, i) => ({ ...box, label: String(i) }));
        const boxes = [...image.boxes];
        for (const share of shares) {
            const length = depth > 0 ? depth : draws.integer(1, 4);
            const start = { pixels: image.pixels, boxes: numbered };
            const chain = drawChain(start, space, { severity, length, warp }, draws);
            addShare(mix, chain, augmented * share);
            for (const moved of chain.boxes) {
                const box = boxes[Number(moved.label)];
                if (box !== undefined)
                    boxes[Number(moved.label)] = hull(box, moved);
            }
        }
        return { pixels: { ...image.pixels, data: new Uint8Array(mix) }, boxes };
    },
};
function drawChain(image, space, { severity, length, warp }, draws) {
    let current = image;
    for (let i = 0; i < length; i++) {
        const operation = drawOperation(space, draws);
        const magnitudes = space.magnitudes(operation, 10, current.pixels);
        const magnitude = (magnitudes?.[draws.integer(0, severity)] ?? 0) * drawSign(operation, draws);
        current = applyPolicyOperation(current, operation, magnitude, warp);
    }
    return current;
}
function addShare(mix, { pixels }, share) {
    const { data } = pixels;
    for (let i = 0; i < mix.length; i++)
        mix[i] = (mix[i] ?? 0) + share * (data[i] ?? 0);
}
//# sourceMappingURL=aug-mix.js.map