import { z } from 'zod';
import { cropBoxes } from '../boxes.js';
import { roundHalfEven } from '../half-even.js';
import { filter, range, size, sizeOf } from '../parameters.js';
import { resizedCrop } from '../resized-crop.js';
const parameters = z.strictObject({
    size: size.describe('Of the result: a side, or [height, width].'),
    scale: range(z.number().positive().max(1), 'Least and greatest share of the area that is kept.').default([0.08, 1]),
    ratio: range(z.number().min(0.01).max(100), 'Least and greatest width of the crop by its height.').default([
        3 / 4,
        4 / 3,
    ]),
    filter,
});
/** Cuts out a part of random place, area and shape, and resizes it. */
export const randomResizedCrop = {
    name: 'random-resized-crop',
    summary: 'Cuts out a part of random place, area and shape, and resizes it.',
    citation: 'torchvision.transforms.v2.RandomResizedCrop; Szegedy et al., Going Deeper with Convolutions, 2015',
    parameters,
    outputSize: ({ size }) => sizeOf(size),
    atEvaluation: ({ size, filter }) => {
        const { width, height } = sizeOf(size);
        return [
            { name: 'resize', parameters: { size: Math.max(width, height), maxSize: null, filter } },
            { name: 'center-crop', parameters: { size } },
        ];
    },
    apply: ({ pixels, boxes }, { size, filter, ...crop }, draws) => {
        const box = drawCrop(pixels, crop, draws);
        const output = sizeOf(size);
        return { pixels: resizedCrop(pixels, box, output, filter), boxes: cropBoxes(boxes, box, output) };
    },
};
/** The part of an image of that size to cut out; the middle where ten tries find none that fits. */
export function drawCrop({ width, height }, { scale, ratio }, draws) {
    const [leastRatio, greatestRatio] = ratio;
    for (let attempt = 0; attempt < 10; attempt++) {
        const area = width * height * draws.uniform(scale[0], scale[1]);
        const shape = Math.exp(draws.uniform(Math.log(leastRatio), Math.log(greatestRatio)));
        const w = roundHalfEven(Math.sqrt(area * shape));
        const h = roundHalfEven(Math.sqrt(area / shape));
        if (w === 0 || w > width || h === 0 || h > height)
            continue;
        const y = draws.integer(0, height - h + 1);
        const x = draws.integer(0, width - w + 1);
        return { x, y, width: w, height: h };
    }
    // A side of no pixels would be no crop: a line of pixels can be longer than any shape asked for.
    const within = (side) => Math.max(1, roundHalfEven(side));
    const w = width / height > greatestRatio ? Math.min(width, within(height * greatestRatio)) : width;
    const h = width / height < leastRatio ? Math.min(height, within(width / leastRatio)) : height;
    return { x: Math.floor((width - w) / 2), y: Math.floor((height - h) / 2), width: w, height: h };
}
//# sourceMappingURL=random-resized-crop.js.map