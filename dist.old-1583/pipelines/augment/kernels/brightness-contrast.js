import { clampedByte } from './clamped-byte.js';
import { colourKernel, throughTable } from './colour-kernel.js';
/** Every value times `factor` (0: black, 1: as it is). torchvision's `adjust_brightness`: cut to whole numbers. */
export function adjustBrightness(pixels, factor) {
    const ratio = Math.fround(factor);
    return mapped(pixels, (value) => clampedByte(Math.fround(value * ratio)));
}
/** Blended with the mean of the image's luma (`factor` 0: that grey, 1: as it is). torchvision's `adjust_contrast`. */
export function adjustContrast(pixels, factor) {
    const { data, width, height } = pixels;
    const ratio = Math.fround(factor);
    const rest = Math.fround(1 - factor);
    const sum = colourKernel.open().lumaSum(colourKernel.put(data), width * height);
    const mean = Math.fround(sum / (width * height));
    return mapped(pixels, (value) => clampedByte(Math.fround(Math.fround(value * ratio) + mean * rest)));
}
function mapped({ data, width, height }, value) {
    const table = new Uint8Array(256);
    for (let byte = 0; byte < 256; byte++)
        table[byte] = value(byte);
    return { width, height, data: throughTable(data, table) };
}
//# sourceMappingURL=brightness-contrast.js.map