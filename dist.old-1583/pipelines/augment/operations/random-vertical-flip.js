import { z } from 'zod';
import { upturnBoxes } from '../boxes.js';
import { flipVertical } from '../kernels/flip.js';
import { probability } from '../parameters.js';
const parameters = z.strictObject({ p: probability(0.5) });
/** Turns an image upside down, or leaves it. */
export const randomVerticalFlip = {
    name: 'random-vertical-flip',
    summary: 'Turns upside down.',
    citation: 'torchvision.transforms.v2.RandomVerticalFlip',
    parameters,
    apply: (image, { p }, draws) => {
        if (draws.unit() >= p)
            return image;
        return { pixels: flipVertical(image.pixels), boxes: upturnBoxes(image.boxes, image.pixels.height) };
    },
};
//# sourceMappingURL=random-vertical-flip.js.map