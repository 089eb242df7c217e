import { z } from 'zod';
import { mirrorBoxes } from '../boxes.js';
import { flipHorizontal } from '../kernels/flip.js';
import { probability } from '../parameters.js';
const parameters = z.strictObject({ p: probability(0.5) });
/** Mirrors an image left to right, or leaves it. */
export const randomHorizontalFlip = {
    name: 'random-horizontal-flip',
    summary: 'Mirrors left to right.',
    citation: 'torchvision.transforms.v2.RandomHorizontalFlip',
    parameters,
    apply: (image, parameters, draws) => {
        if (!isFlipped(parameters, draws))
            return image;
        return { pixels: flipHorizontal(image.pixels), boxes: mirrorBoxes(image.boxes, image.pixels.width) };
    },
};
/** Whether the image is mirrored. */
export function isFlipped({ p }, draws) {
    return draws.unit() < p;
}
//# sourceMappingURL=random-horizontal-flip.js.map