import type { Pixels } from '../../../core/pixels.ts';
import { colourKernel } from './colour-kernel.ts';

/** Blended with its own grey (`factor` 0: grey, 1: as it is). torchvision's `adjust_saturation`. */
export function adjustSaturation({ data, width, height }: Pixels, factor: number): Pixels {
  const count = width * height;
  return {
    width,
    height,
    data: colourKernel.map(data, (kernel, from, to) => kernel.saturate(from, to, count, factor, 1 - factor)),
  };
}

/** Luma in all three channels: torchvision's `to_grayscale` with three output channels. */
export function toGrayscale({ data, width, height }: Pixels): Pixels {
  const count = width * height;
  return { width, height, data: colourKernel.map(data, (kernel, from, to) => kernel.luma(from, to, count)) };
}
