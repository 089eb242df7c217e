import { z } from 'zod';
import { moveAffine } from '../geometry.js';
import { roundHalfEven } from '../half-even.js';
import { ends, fill, range, symmetric, warpInterpolation } from '../parameters.js';
const share = z.number().min(0).max(1);
const slant = z.number().min(-89).max(89);
const parameters = z.strictObject({
    degrees: symmetric(360, 'Angles to draw from, clockwise: d for [-d, d], or [least, greatest].').default(0),
    translate: z
        .tuple([share, share])
        .nullable()
        .default(null)
        .describe('Greatest move along x and along y, as a share of the width and of the height.'),
    scale: range(z.number().min(0.001).max(1000), 'Factors.')
        .nullable()
        .default(null)
        .describe('Least and greatest factor of size.'),
    shear: z
        .union([z.number().min(0).max(89), range(slant, 'Along x.'), z.tuple([slant, slant, slant, slant])])
        .nullable()
        .default(null)
        .describe('Degrees along x: s for [-s, s], or [least, greatest]; or four numbers, along x and along y.'),
    interpolation: warpInterpolation('nearest'),
    fill,
});
/** Turns, moves, scales and slants. */
export const randomAffine = {
    name: 'random-affine',
    summary: 'Turns, moves, scales and slants about the centre; the image keeps its size.',
    citation: 'torchvision.transforms.v2.RandomAffine',
    parameters,
    apply: (image, parameters, draws) => moveAffine(image, drawTransform(image.pixels, parameters, draws), parameters),
};
/** The map of an image of that size. */
export function drawTransform({ width, height }, { degrees, translate, scale, shear }, draws) {
    const angle = draws.uniform(...ends(degrees));
    const [farX, farY] = translate === null ? [0, 0] : [translate[0] * width, translate[1] * height];
    const x = roundHalfEven(draws.uniform(-farX, farX));
    const y = roundHalfEven(draws.uniform(-farY, farY));
    const factor = scale === null ? 1 : draws.uniform(...scale);
    return { angle, translate: [x, y], scale: factor, shear: drawShear(shear, draws) };
}
function drawShear(shear, draws) {
    if (shear === null)
        return [0, 0];
    if (typeof shear === 'number' || shear.length === 2)
        return [draws.uniform(...ends(shear)), 0];
    const x = draws.uniform(shear[0], shear[1]);
    return [x, draws.uniform(shear[2], shear[3])];
}
//# sourceMappingURL=random-affine.js.map