import { blurValues } from './blur-kernel.js';
import { gaussianTaps } from './gaussian-taps.js';
/**
 * Smoothed by a Gaussian of `sigma` pixels (above 0), cut to `size` taps, which are odd; borders mirrored. torchvision's
 * `gaussian_blur` on a uint8 tensor: rounded. Where a kernel reaches past the whole image, which torchvision refuses, it goes on
 * mirroring. Cost grows with the sum of both sizes.
 */
export function gaussianBlur({ data, width, height }, size, sigma) {
    return {
        width,
        height,
        data: blurValues(data, width, height, 3, gaussianTaps(size[0], sigma[0]), gaussianTaps(size[1], sigma[1])),
    };
}
/** The same of one channel of floats, `height` rows of `width`, not rounded. */
export function blurPlane(plane, width, height, size, sigma) {
    const taps = [gaussianTaps(size[0], sigma[0]), gaussianTaps(size[1], sigma[1])];
    return new Float32Array(blurValues(plane, width, height, 1, ...taps).buffer);
}
//# sourceMappingURL=gaussian-blur.js.map