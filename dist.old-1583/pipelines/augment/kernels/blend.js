import { colourKernel } from './colour-kernel.js';
/** `ratio` of one image and the rest of another of its size; a ratio above 1 goes past it. torchvision's `_blend`: cut. */
export function blend({ data, width, height }, other, ratio) {
    return {
        width,
        height,
        data: colourKernel.map(data, (kernel, from, to) => kernel.blend(from, colourKernel.put(other.data), to, data.length, ratio, 1 - ratio)),
    };
}
//# sourceMappingURL=blend.js.map