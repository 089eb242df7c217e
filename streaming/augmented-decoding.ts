import type { ImageSize } from '../core/pixels.ts';
import { augmentFile } from '../pipelines/augment/augment-file.ts';
import type { AugmentStep } from '../pipelines/augment/augmentation.ts';
import type { DrawKey } from '../pipelines/augment/draws.ts';
import { fusedCrop } from '../pipelines/augment/fused-crop.ts';
import { augmentationOf } from '../pipelines/augment/registry.ts';
import type { CropDecoder } from '../pipelines/images/crop-decoder.ts';
import { openResampler } from '../pipelines/images/resample.ts';
import { coveringBox, type DrawnImage, type ImageDecoding } from './image-decoding.ts';

/** As `openImageDecoding`, for steps of which there are some. Steps on whole batches are left to the trainer. */
export function openAugmentedDecoding(
  decoder: CropDecoder,
  steps: readonly AugmentStep[],
  seed: number,
  size: ImageSize,
): ImageDecoding {
  const resampler = openResampler();
  const end = steps.findLastIndex(({ name }) => augmentationOf(name) !== undefined) + 1;
  const stepByStep = async (bytes: Uint8Array, image: DrawnImage, key: DrawKey, out: Uint8Array): Promise<void> => {
    const file = { bytes, width: image.width, height: image.height, boxes: [] };
    const { pixels } = await augmentFile(decoder, file, steps, key);
    if (equalSizes(pixels, size)) out.set(pixels.data);
    else resampler.resample(pixels, coveringBox(pixels, size), size, 'bilinear', false, out);
  };
  return (bytes, image, out) => {
    const key = { seed, recordId: image.id, epoch: image.epoch };
    const fused = fusedCrop(steps, image, key);
    if (fused === null || fused.next < end || !equalSizes(fused.size, size)) return stepByStep(bytes, image, key, out);
    return decoder.decodeCrop(bytes, fused.box, size, fused.filter, fused.flip, out);
  };
}

function equalSizes(a: ImageSize, b: ImageSize): boolean {
  return a.width === b.width && a.height === b.height;
}
