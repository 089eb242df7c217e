import { colourKernel } from './colour-kernel.js';
/**
 * Blended with a 3 × 3 smoothing of itself (`factor` 0: smooth, 1: as it is, above: sharper). The outermost pixels stay,
 * as does an image of two pixels or fewer on a side. torchvision's `adjust_sharpness`.
 */
export function adjustSharpness(pixels, factor) {
    const { data, width, height } = pixels;
    if (width <= 2 || height <= 2)
        return pixels;
    return {
        width,
        height,
        data: colourKernel.map(data, (kernel, from, to) => kernel.sharpen(from, to, width, height, 1 - factor)),
    };
}
//# sourceMappingURL=sharpness.js.map