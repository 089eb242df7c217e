import { z } from 'zod';
import { displaceBoxes } from '../displaced-boxes.js';
import { elastic as displace, elasticDisplacement } from '../kernels/elastic.js';
import { fill, warpInterpolation, warpOptions } from '../parameters.js';
const strength = z.number().min(0).max(10_000);
const deviation = z.number().min(0).max(100);
const parameters = z.strictObject({
    alpha: z
        .union([strength, z.tuple([strength, strength])])
        .default(50)
        .describe('Strength: a number, or along [x, y].'),
    sigma: z
        .union([deviation, z.tuple([deviation, deviation])])
        .default(5)
        .describe('Smoothness in pixels: a number, or along [x, y].'),
    interpolation: warpInterpolation('bilinear'),
    fill,
});
/** Moves each pixel by a smooth random field. */
export const elastic = {
    name: 'elastic',
    summary: 'Moves each pixel by a smooth random field, as if seen through water.',
    citation: 'torchvision.transforms.v2.ElasticTransform; Simard et al., Best Practices for CNNs, 2003',
    parameters,
    apply: ({ pixels, boxes }, { alpha, sigma, ...warp }, draws) => {
        const { width, height } = pixels;
        const field = elasticDisplacement(width, height, { alpha: pair(alpha), sigma: pair(sigma) }, draws.unit);
        return { pixels: displace(pixels, field, warpOptions(warp)), boxes: displaceBoxes(boxes, field, pixels) };
    },
};
function pair(given) {
    return typeof given === 'number' ? [given, given] : given;
}
//# sourceMappingURL=elastic.js.map