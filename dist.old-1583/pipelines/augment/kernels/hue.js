import { colourKernel } from './colour-kernel.js';
/** Hue turned by `shift` of the circle, in [-0.5, 0.5], in HSV. torchvision's `adjust_hue`. */
export function adjustHue({ data, width, height }, shift) {
    const count = width * height;
    return { width, height, data: colourKernel.map(data, (kernel, from, to) => kernel.turnHue(from, to, count, shift)) };
}
//# sourceMappingURL=hue.js.map