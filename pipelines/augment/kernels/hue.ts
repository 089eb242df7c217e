import type { Pixels } from '../../../core/pixels.ts';
import { colourKernel } from './colour-kernel.ts';

/** Hue turned by `shift` of the circle, in [-0.5, 0.5], in HSV. torchvision's `adjust_hue`. */
export function adjustHue({ data, width, height }: Pixels, shift: number): Pixels {
  const count = width * height;
  return { width, height, data: colourKernel.map(data, (kernel, from, to) => kernel.turnHue(from, to, count, shift)) };
}
