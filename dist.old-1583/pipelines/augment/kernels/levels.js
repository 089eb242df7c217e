import { colourKernel } from './colour-kernel.js';
/** Only the `bits` highest bits of every value, in [0, 8]. torchvision's `posterize`. */
export function posterize({ data, width, height }, bits) {
    const mask = (0xff << (8 - bits)) & 0xff;
    return {
        width,
        height,
        data: colourKernel.map(data, (kernel, from, to) => kernel.mask(from, to, data.length, mask)),
    };
}
/** Values from `threshold` on inverted. torchvision's `solarize`; it may lie between whole numbers, or above 255. */
export function solarize({ data, width, height }, threshold) {
    const lowest = Math.min(Math.max(Math.ceil(threshold), 0), 256);
    return {
        width,
        height,
        data: colourKernel.map(data, (kernel, from, to) => kernel.invertFrom(from, to, data.length, lowest)),
    };
}
/** 255 less every value. torchvision's `invert`. */
export function invert(pixels) {
    return solarize(pixels, 0);
}
//# sourceMappingURL=levels.js.map