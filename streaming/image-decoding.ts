import { augment } from '../pipelines/augment/augment.ts';
import type { AugmentStep } from '../pipelines/augment/augmentation.ts';
import { type FusedCrop, fusedCrop } from '../pipelines/augment/fused-crop.ts';
import { augmentationOf } from '../pipelines/augment/registry.ts';
import { type CropDecoder, openCropDecoder } from '../pipelines/images/crop-decoder.ts';
import { type CropBox, openResampler } from '../pipelines/images/resample.ts';
import { valuesOf } from './image-memory.ts';
import type { ImageSize } from './image-view.ts';

/** An image as the table tells of it, and the epoch for which it is drawn. */
export interface DrawnImage extends ImageSize {
  readonly id: string;
  readonly epoch: number;
}

/** Makes of an image file's bytes the levels of `size`: rows of red, green and blue bytes, in `out`. */
export type ImageDecoding = (bytes: Uint8Array, image: DrawnImage, out: Uint8Array) => void | Promise<void>;

/**
 * Opens what a reader thread does with each image: decodes it, does `steps` to it, and where it then has other sides
 * than `size` scales it to cover them and cuts it at its centre. As much of that as can be is done while decoding.
 * Rejects or throws for bytes that cannot be decoded.
 */
export function openImageDecoding(steps: readonly AugmentStep[], seed: number, size: ImageSize): ImageDecoding {
  const decoder = openCropDecoder();
  const resampler = openResampler();
  // Steps on whole batches are the trainer's.
  const end = steps.findLastIndex(({ name }) => augmentationOf(name) !== undefined) + 1;
  const rest = async (bytes: Uint8Array, image: DrawnImage, fused: FusedCrop | null, out: Uint8Array) => {
    const key = { seed, recordId: image.id, epoch: image.epoch, from: fused?.next ?? 0 };
    const { pixels } = await augment(steps, { pixels: await pixelsOf(decoder, bytes, fused), boxes: [] }, key);
    if (pixels.width === size.width && pixels.height === size.height) out.set(pixels.data);
    else resampler.resample(pixels, coveringBox(pixels, size), size, 'bilinear', false, out);
  };
  return (bytes, image, out) => {
    if (end === 0) return decoder.decodeCrop(bytes, coveringBox(image, size), size, 'bilinear', false, out);
    const fused = fusedCrop(steps, image, { seed, recordId: image.id, epoch: image.epoch });
    if (fused === null || fused.next < end || !equalSizes(fused.size, size)) return rest(bytes, image, fused, out);
    return decoder.decodeCrop(bytes, fused.box, size, fused.filter, fused.flip, out);
  };
}

/** The largest part of an image in the middle of it that has the proportions of `size`, to the pixel. */
export function coveringBox({ width, height }: ImageSize, size: ImageSize): CropBox {
  const scale = Math.min(width / size.width, height / size.height);
  const inner = { width: sideOf(size.width * scale, width), height: sideOf(size.height * scale, height) };
  return { x: Math.floor((width - inner.width) / 2), y: Math.floor((height - inner.height) / 2), ...inner };
}

function sideOf(length: number, most: number): number {
  return Math.min(most, Math.max(1, Math.round(length)));
}

async function pixelsOf(decoder: CropDecoder, bytes: Uint8Array, fused: FusedCrop | null) {
  if (fused === null) return decoder.decode(bytes);
  const { box, size, filter, flip } = fused;
  const data = new Uint8Array(valuesOf(size));
  await decoder.decodeCrop(bytes, box, size, filter, flip, data);
  return { data, ...size };
}

function equalSizes(a: ImageSize, b: ImageSize): boolean {
  return a.width === b.width && a.height === b.height;
}
