import { affineMatrix, affinePoint } from './affine.js';
import { flipHorizontal, flipVertical } from './flip.js';
import { warpAffine } from './warp-kernel.js';
/**
 * Turned about its centre by `angle` degrees, a positive one counter-clockwise; the image keeps its size, and corners
 * are cut off. torchvision's `rotate` with `expand=False` on a uint8 tensor. Half turns, and quarter turns of a square,
 * move pixels without sampling.
 */
export function rotate(pixels, angle, options) {
    const turn = ((angle % 360) + 360) % 360;
    if (turn === 0)
        return pixels;
    if (turn === 180)
        return flipVertical(flipHorizontal(pixels));
    if (pixels.width === pixels.height && turn === 90)
        return flipVertical(transpose(pixels));
    if (pixels.width === pixels.height && turn === 270)
        return flipHorizontal(transpose(pixels));
    return warpAffine(pixels, affineMatrix(rotation(turn), { x: 0, y: 0 }, 'inverse'), options);
}
/** Where a place of an image of `width` × `height` pixels comes to lie when {@link rotate} turns it. */
export function rotatePoint(point, angle, width, height) {
    return affinePoint(point, rotation(angle), width, height);
}
function rotation(angle) {
    return { angle: -angle, translate: [0, 0], scale: 1, shear: [0, 0] };
}
function transpose({ data, width, height }) {
    const turned = new Uint8Array(data.length);
    for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
            const from = 3 * (y * width + x);
            const to = 3 * (x * height + y);
            for (let c = 0; c < 3; c++)
                turned[to + c] = data[from + c] ?? 0;
        }
    }
    return { data: turned, width: height, height: width };
}
//# sourceMappingURL=rotate.js.map