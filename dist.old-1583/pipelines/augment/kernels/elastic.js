import { blurPlane } from './gaussian-blur.js';
import { warpDisplaced } from './warp-kernel.js';
/**
 * Each pixel taken from a place displaced by its own vector: torchvision's `elastic` on a uint8 tensor. `displacement`
 * holds `height` × `width` × 2 numbers (along x, along y), in units of half the image's width and half its height.
 */
export function elastic(pixels, displacement, options) {
    return warpDisplaced(pixels, displacement, options);
}
/**
 * A displacement as torchvision's `ElasticTransform` makes it: noise in [-1, 1), blurred, times alpha / size.
 * `unit` gives numbers in [0, 1); it is called 2 · `width` · `height` times, row by row, first for x, then for y.
 */
export function elasticDisplacement(width, height, { alpha, sigma }, unit) {
    const displacement = new Float32Array(2 * width * height);
    for (const axis of [0, 1]) {
        const noise = new Float32Array(width * height);
        for (let i = 0; i < noise.length; i++)
            noise[i] = unit() * 2 - 1;
        const kernel = oddKernel(sigma[axis]);
        const smooth = sigma[axis] > 0 ? blurPlane(noise, width, height, [kernel, kernel], sigma) : noise;
        const strength = alpha[axis] / (axis === 0 ? width : height);
        for (let i = 0; i < smooth.length; i++)
            displacement[2 * i + axis] = (smooth[i] ?? 0) * strength;
    }
    return displacement;
}
function oddKernel(sigma) {
    const size = Math.trunc(8 * sigma + 1);
    return size % 2 === 0 ? size + 1 : size;
}
//# sourceMappingURL=elastic.js.map