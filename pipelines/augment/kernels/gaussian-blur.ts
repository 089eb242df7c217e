import type { Pixels } from '../../../core/pixels.ts';
import { blurValues } from './blur-kernel.ts';
import { gaussianTaps } from './gaussian-taps.ts';

/** Along x and along y. */
export type Pair = readonly [x: number, y: number];

/**
 * Smoothed by a Gaussian of `sigma` pixels (above 0), cut to `size` taps, which are odd; borders mirrored. torchvision's
 * `gaussian_blur` on a uint8 tensor: rounded. Where a kernel reaches past the whole image, which torchvision refuses, it goes on
 * mirroring. Cost grows with the sum of both sizes.
 */
export function gaussianBlur({ data, width, height }: Pixels, size: Pair, sigma: Pair): Pixels {
  return {
    width,
    height,
    data: blurValues(data, width, height, 3, gaussianTaps(size[0], sigma[0]), gaussianTaps(size[1], sigma[1])),
  };
}

/** The same of one channel of floats, `height` rows of `width`, not rounded. */
export function blurPlane(plane: Float32Array, width: number, height: number, size: Pair, sigma: Pair): Float32Array {
  const taps = [gaussianTaps(size[0], sigma[0]), gaussianTaps(size[1], sigma[1])] as const;
  return new Float32Array(blurValues(plane, width, height, 1, ...taps).buffer);
}
