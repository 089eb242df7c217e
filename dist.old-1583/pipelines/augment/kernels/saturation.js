import { colourKernel } from './colour-kernel.js';
/** Blended with its own grey (`factor` 0: grey, 1: as it is). torchvision's `adjust_saturation`. */
export function adjustSaturation({ data, width, height }, factor) {
    const count = width * height;
    return {
        width,
        height,
        data: colourKernel.map(data, (kernel, from, to) => kernel.saturate(from, to, count, factor, 1 - factor)),
    };
}
/** Luma in all three channels: torchvision's `to_grayscale` with three output channels. */
export function toGrayscale({ data, width, height }) {
    const count = width * height;
    return { width, height, data: colourKernel.map(data, (kernel, from, to) => kernel.luma(from, to, count)) };
}
//# sourceMappingURL=saturation.js.map