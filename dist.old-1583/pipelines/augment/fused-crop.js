import { cropBoxes, mirrorBoxes } from './boxes.js';
import { openDraws, operationKey } from './draws.js';
import { isFlipped, randomHorizontalFlip } from './operations/random-horizontal-flip.js';
import { drawCrop, randomResizedCrop } from './operations/random-resized-crop.js';
import { resize, resizedSize } from './operations/resize.js';
import { sizeOf } from './parameters.js';
import { parsedParameters } from './parsed-parameters.js';
/**
 * What a decoder has to give of an image of `width` × `height` so that `augment` with `from: next` gives the pixels that
 * all steps would give, but for JPEGs that it decodes at a half of their sides or less: `random-resized-crop` or `resize`, and `random-horizontal-flip` after it. Null where the steps
 * begin otherwise.
 */
export function fusedCrop(steps, image, key) {
    const [first, second] = steps;
    const cut = first === undefined ? null : firstCut(first, image, key);
    if (cut === null)
        return null;
    if (second?.name !== randomHorizontalFlip.name)
        return { ...cut, flip: false, next: 1 };
    const draws = openDraws(key, operationKey(1, second.name));
    return { ...cut, flip: isFlipped(parsedParameters(randomHorizontalFlip, second.parameters), draws), next: 2 };
}
/** Boxes of the whole image, in pixels of the cut. */
export function fusedBoxes(boxes, { box, size, flip }) {
    const cut = cropBoxes(boxes, box, size);
    return flip ? mirrorBoxes(cut, size.width) : cut;
}
function firstCut({ name, parameters }, image, key) {
    if (name === resize.name) {
        const given = parsedParameters(resize, parameters);
        const box = { x: 0, y: 0, width: image.width, height: image.height };
        return { box, size: resizedSize(image, given), filter: given.filter };
    }
    if (name !== randomResizedCrop.name)
        return null;
    const given = parsedParameters(randomResizedCrop, parameters);
    const box = drawCrop(image, given, openDraws(key, operationKey(0, name)));
    return { box, size: sizeOf(given.size), filter: given.filter };
}
//# sourceMappingURL=fused-crop.js.map