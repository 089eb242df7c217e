import { z } from 'zod';
import { roundHalfEven } from '../half-even.js';
import { erase } from '../kernels/erase.js';
import { colour, probability, range, rgb } from '../parameters.js';
const parameters = z.strictObject({
    p: probability(0.5),
    scale: range(z.number().min(0).max(1), 'Least and greatest share of the area that is erased.').default([0.02, 0.33]),
    ratio: range(z.number().min(0.01).max(100), 'Least and greatest height of the region by its width.').default([
        0.3, 3.3,
    ]),
    value: z
        .union([colour, z.literal('random')])
        .default(0)
        .describe('What is painted: grey, [red, green, blue], or `random` for even noise.'),
});
/** Paints over a rectangle. */
export const randomErasing = {
    name: 'random-erasing',
    summary: 'Paints over a rectangle of random place, area and shape.',
    citation: 'torchvision.transforms.v2.RandomErasing; Zhong et al., Random Erasing, 2017, arXiv:1708.04896',
    parameters,
    apply: (image, { p, value, ...region }, draws) => {
        if (draws.unit() >= p)
            return image;
        const erased = drawRegion(image.pixels, region, draws);
        if (erased === null)
            return image;
        const paint = value === 'random' ? drawNoise(erased, draws) : rgb(value);
        return { pixels: erase(image.pixels, erased, paint), boxes: image.boxes };
    },
};
/** The rectangle to paint in an image of that size; null where ten tries find no region that is smaller than the image. */
export function drawRegion({ width, height }, { scale, ratio }, draws) {
    for (let attempt = 0; attempt < 10; attempt++) {
        const area = width * height * draws.uniform(...scale);
        const shape = Math.exp(draws.uniform(Math.log(ratio[0]), Math.log(ratio[1])));
        const h = roundHalfEven(Math.sqrt(area * shape));
        const w = roundHalfEven(Math.sqrt(area / shape));
        if (h >= height || w >= width)
            continue;
        const y = draws.integer(0, height - h + 1);
        return { x: draws.integer(0, width - w + 1), y, width: w, height: h };
    }
    return null;
}
function drawNoise({ width, height }, draws) {
    const noise = new Uint8Array(3 * width * height);
    for (let i = 0; i < noise.length; i++)
        noise[i] = draws.integer(0, 256);
    return noise;
}
//# sourceMappingURL=random-erasing.js.map