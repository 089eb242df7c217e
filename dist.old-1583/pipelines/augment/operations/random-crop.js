import { z } from 'zod';
import { cutRegion } from '../geometry.js';
import { fill, rgb, size, sizeOf } from '../parameters.js';
const margin = z.int().min(0).max(4096);
const parameters = z.strictObject({
    size: size.describe('Of the result: a side, or [height, width].'),
    padding: z
        .union([margin, z.tuple([margin, margin]), z.tuple([margin, margin, margin, margin])])
        .default(0)
        .describe('Pixels added first: on all sides, [left and right, above and below], or [left, above, right, below].'),
    fill,
});
/** Cuts out a part of random place. */
export const randomCrop = {
    name: 'random-crop',
    summary: 'Cuts out a part of random place. An image that is too small is padded as with `pad_if_needed`.',
    citation: 'torchvision.transforms.v2.RandomCrop',
    parameters,
    outputSize: ({ size }) => sizeOf(size),
    atEvaluation: ({ size }) => [{ name: 'center-crop', parameters: { size } }],
    apply: (image, { size, padding, fill }, draws) => {
        const { width, height } = sizeOf(size);
        const [left, above, right, below] = margins(padding);
        const y = drawStart(image.pixels.height, above, below, height, draws);
        const x = drawStart(image.pixels.width, left, right, width, draws);
        return cutRegion(image, { x, y, width, height }, rgb(fill));
    },
};
function margins(padding) {
    if (typeof padding === 'number')
        return [padding, padding, padding, padding];
    return padding.length === 2 ? [padding[0], padding[1], padding[0], padding[1]] : padding;
}
/** Where the part begins along one side, in the image's own pixels. */
function drawStart(has, before, after, wanted, draws) {
    const missing = Math.max(0, wanted - has - before - after);
    return draws.integer(0, has + before + after + 2 * missing - wanted + 1) - before - missing;
}
//# sourceMappingURL=random-crop.js.map