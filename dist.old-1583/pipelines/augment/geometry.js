import { cropBoxes, mapBoxes } from './boxes.js';
import { affine, affinePoint } from './kernels/affine.js';
import { crop } from './kernels/crop.js';
import { pad } from './kernels/pad.js';
import { perspective, perspectivePoint } from './kernels/perspective.js';
import { rotate, rotatePoint } from './kernels/rotate.js';
import { warpOptions } from './parameters.js';
/** An affine map of an image and its boxes. */
export function moveAffine({ pixels, boxes }, transform, warp) {
    const { width, height } = pixels;
    return {
        pixels: affine(pixels, transform, warpOptions(warp)),
        boxes: mapBoxes(boxes, (place) => affinePoint(place, transform, width, height), pixels),
    };
}
/** An image turned about its centre, counter-clockwise in degrees, with its boxes. */
export function turn({ pixels, boxes }, angle, warp) {
    const { width, height } = pixels;
    return {
        pixels: rotate(pixels, angle, warpOptions(warp)),
        boxes: mapBoxes(boxes, (place) => rotatePoint(place, angle, width, height), pixels),
    };
}
/** An image seen so that the corners `start` lie at `end`, with its boxes. */
export function tilt({ pixels, boxes }, start, end, warp) {
    return {
        pixels: perspective(pixels, start, end, warpOptions(warp)),
        boxes: mapBoxes(boxes, (place) => perspectivePoint(place, start, end), pixels),
    };
}
/** A region of an image, padded with `fill` where it reaches outside, with the boxes in it. */
export function cutRegion({ pixels, boxes }, region, fill) {
    // Of a region that lies outside altogether nothing is left but padding.
    const left = Math.min(region.width, Math.max(0, -region.x));
    const top = Math.min(region.height, Math.max(0, -region.y));
    const right = Math.min(region.width - left, Math.max(0, region.x + region.width - pixels.width));
    const bottom = Math.min(region.height - top, Math.max(0, region.y + region.height - pixels.height));
    const inside = {
        x: Math.max(0, region.x),
        y: Math.max(0, region.y),
        width: region.width - left - right,
        height: region.height - top - bottom,
    };
    const cut = crop(pixels, inside);
    const padded = left + top + right + bottom === 0 ? cut : pad(cut, { left, top, right, bottom }, fill);
    return { pixels: padded, boxes: cropBoxes(boxes, region) };
}
//# sourceMappingURL=geometry.js.map