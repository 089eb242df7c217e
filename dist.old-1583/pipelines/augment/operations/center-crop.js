import { z } from 'zod';
import { cutRegion } from '../geometry.js';
import { roundHalfEven } from '../half-even.js';
import { size, sizeOf } from '../parameters.js';
const parameters = z.strictObject({ size: size.describe('Of the result: a side, or [height, width].') });
/** Cuts out the middle. */
export const centerCrop = {
    name: 'center-crop',
    summary: 'Cuts out the middle, with black around an image that is smaller.',
    citation: 'torchvision.transforms.v2.CenterCrop',
    parameters,
    outputSize: ({ size }) => sizeOf(size),
    atEvaluation: (own) => [{ name: 'center-crop', parameters: own }],
    apply: (image, { size }) => cutRegion(image, middle(image.pixels, sizeOf(size)), [0, 0, 0]),
};
function middle(image, { width, height }) {
    return { x: start(image.width, width), y: start(image.height, height), width, height };
}
// torchvision rounds where it cuts and cuts off where it pads.
function start(has, wanted) {
    return has >= wanted ? roundHalfEven((has - wanted) / 2) : -Math.floor((wanted - has) / 2);
}
//# sourceMappingURL=center-crop.js.map