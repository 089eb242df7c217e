import { z } from 'zod';
import { turn } from '../geometry.js';
import { ends, fill, symmetric, warpInterpolation } from '../parameters.js';
const parameters = z.strictObject({
    degrees: symmetric(360, 'Angles to draw from, counter-clockwise: d for [-d, d], or [least, greatest].'),
    interpolation: warpInterpolation('nearest'),
    fill,
});
/** Turns about the centre. */
export const randomRotation = {
    name: 'random-rotation',
    summary: 'Turns about the centre; the image keeps its size.',
    citation: 'torchvision.transforms.v2.RandomRotation',
    parameters,
    apply: (image, { degrees, ...warp }, draws) => turn(image, draws.uniform(...ends(degrees)), warp),
};
//# sourceMappingURL=random-rotation.js.map