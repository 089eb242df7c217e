import type { Pixels } from '../../../core/pixels.ts';
import { clampedByte } from './clamped-byte.ts';
import { colourKernel, throughTable } from './colour-kernel.ts';

/** Every value times `factor` (0: black, 1: as it is). torchvision's `adjust_brightness`: cut to whole numbers. */
export function adjustBrightness(pixels: Pixels, factor: number): Pixels {
  const ratio = Math.fround(factor);
  return mapped(pixels, (value) => clampedByte(Math.fround(value * ratio)));
}

/** Blended with the mean of the image's luma (`factor` 0: that grey, 1: as it is). torchvision's `adjust_contrast`. */
export function adjustContrast(pixels: Pixels, factor: number): Pixels {
  const { data, width, height } = pixels;
  const ratio = Math.fround(factor);
  const rest = Math.fround(1 - factor);
  const sum = colourKernel.open().lumaSum(colourKernel.put(data), width * height);
  const mean = Math.fround(sum / (width * height));
  return mapped(pixels, (value) => clampedByte(Math.fround(Math.fround(value * ratio) + mean * rest)));
}

function mapped({ data, width, height }: Pixels, value: (byte: number) => number): Pixels {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) table[byte] = value(byte);
  return { width, height, data: throughTable(data, table) };
}
