import { wasm } from '../../kernels/augment-warp-wasm.js';
import { KernelSpace } from './kernel-space.js';
/** The thread's own kernel of places. */
export const warpKernel = new KernelSpace(wasm);
/** `matrix` takes a new place, relative to the centre, to its old one. */
export function warpAffine(pixels, matrix, options) {
    const r = Math.fround;
    const [a, b, c, d, e, f] = matrix;
    const x = r(pixels.width / 2);
    const y = r(pixels.height / 2);
    // Shears and shifts along x move whole rows; beyond this size floats are too coarse to tell by how much.
    const rows = r(a) === 1 && r(d) === 0 && r(e) === 1 && Math.max(pixels.width, pixels.height) <= 2048;
    const straight = rows && options.interpolation === 'nearest' ? 1 : 0;
    return warp(pixels, options, (kernel, place) => kernel.warpAffine(...place, r(a) / x, r(b) / x, r(c) / x, r(d) / y, r(e) / y, r(f) / y, straight));
}
/** `coefficients` take a new place to its old one. */
export function warpPerspective(pixels, coefficients, options) {
    const [a, b, c, d, e, f, g, h] = coefficients;
    const x = Math.fround(pixels.width / 2);
    const y = Math.fround(pixels.height / 2);
    const r = Math.fround;
    return warp(pixels, options, (kernel, place) => kernel.warpPerspective(...place, r(a) / x, r(b) / x, r(c) / x, r(d) / y, r(e) / y, r(f) / y, g, h));
}
/** `vectors` holds two numbers for each pixel, in units of half the width and half the height. */
export function warpDisplaced(pixels, vectors, options) {
    return warp(pixels, options, (kernel, place) => kernel.warpDisplaced(...place, warpKernel.put(vectors)));
}
function warp({ data, width, height }, { interpolation, fill }, run) {
    // The kernel finds the places of four pixels at a time.
    const pitch = Math.ceil(width / 4) * 16;
    const colour = Float32Array.of(...(fill ?? [0, 0, 0]), fill === null ? 0 : 1);
    const smooth = interpolation === 'bilinear' ? 1 : 0;
    const warped = warpKernel.map(data, (kernel, from, to) => {
        const line = warpKernel.take(2 * pitch);
        run(kernel, [from, to, width, height, line, pitch, smooth, warpKernel.put(colour)]);
    });
    return { data: warped, width, height };
}
//# sourceMappingURL=warp-kernel.js.map