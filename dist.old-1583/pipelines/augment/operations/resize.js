import { z } from 'zod';
import { resize as resample } from '../../images/resample.js';
import { mostSidePixels } from '../../images/safe-sharp.js';
import { cropBoxes } from '../boxes.js';
import { filter, size, sizeOf } from '../parameters.js';
const parameters = z.strictObject({
    size: size.describe('Of the shorter side, the other in proportion; or [height, width].'),
    maxSize: z
        .int()
        .min(1)
        .max(65_536)
        .nullable()
        .default(null)
        .describe('Most pixels of the longer side, the other in proportion; with a `size` of one number only.'),
    filter,
});
/** Resizes an image. */
export const resize = {
    name: 'resize',
    summary: 'Resizes to a shorter side, or to a height and a width. At most 50 million pixels: what would have more gets a longer side that is shorter.',
    citation: 'torchvision.transforms.v2.Resize',
    parameters,
    outputSize: ({ size }) => (typeof size === 'number' ? null : sizeOf(size)),
    atEvaluation: (own) => [{ name: 'resize', parameters: own }],
    apply: ({ pixels, boxes }, parameters) => {
        const output = resizedSize(pixels, parameters);
        if (output.width === pixels.width && output.height === pixels.height)
            return { pixels, boxes };
        const whole = { x: 0, y: 0, width: pixels.width, height: pixels.height };
        return {
            pixels: resample(pixels, output.width, output.height, parameters.filter),
            boxes: cropBoxes(boxes, whole, output),
        };
    },
};
const mostPixels = 50_000_000;
/** The size that an image of `width` × `height` gets. */
export function resizedSize({ width, height }, { size, maxSize }) {
    if (typeof size !== 'number')
        return sizeOf(size);
    const shorter = Math.min(width, height);
    const longer = Math.max(width, height);
    let short = size;
    let long = Math.floor((size * longer) / shorter);
    if (maxSize !== null && long > maxSize) {
        short = Math.max(1, Math.floor((maxSize * short) / long));
        long = maxSize;
    }
    // A line of 50 million pixels would ask for a side that no memory holds.
    long = Math.min(long, Math.floor(mostPixels / short), mostSidePixels);
    return width <= height ? { width: short, height: long } : { width: long, height: short };
}
//# sourceMappingURL=resize.js.map