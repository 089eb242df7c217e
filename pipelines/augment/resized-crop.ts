import type { ImageSize, Pixels } from '../../core/pixels.ts';
import { type CropBox, openResampler, type ResampleFilter } from '../images/resample.ts';

/** The part `box` of an image, resampled to `size`. */
export function resizedCrop(pixels: Pixels, box: CropBox, size: ImageSize, filter: ResampleFilter): Pixels {
  shared ??= openResampler();
  const data = new Uint8Array(size.width * size.height * 3);
  shared.resample(pixels, box, size, filter, false, data);
  return { data, width: size.width, height: size.height };
}

let shared: ReturnType<typeof openResampler> | undefined;
