import { augment } from '../pipelines/augment/augment.ts';
import type { AugmentStep } from '../pipelines/augment/augmentation.ts';
import { type FusedCrop, fusedCrop } from '../pipelines/augment/fused-crop.ts';
import { augmentationOf } from '../pipelines/augment/registry.ts';
import type { CropDecoder } from '../pipelines/images/crop-decoder.ts';
import { openResampler } from '../pipelines/images/resample.ts';
import { coveringBox, type DrawnImage, type ImageDecoding } from './image-decoding.ts';
import { valuesOf } from './image-memory.ts';
import type { ImageSize } from './image-view.ts';

/** As `openImageDecoding`, for steps of which there are some. Steps on whole batches are left to the trainer. */
export function openAugmentedDecoding(
  decoder: CropDecoder,
  steps: readonly AugmentStep[],
  seed: number,
  size: ImageSize,
): ImageDecoding {
  const resampler = openResampler();
  const end = steps.findLastIndex(({ name }) => augmentationOf(name) !== undefined) + 1;
  const stepByStep = async (bytes: Uint8Array, image: DrawnImage, fused: FusedCrop | null, out: Uint8Array) => {
    const key = { seed, recordId: image.id, epoch: image.epoch, from: fused?.next ?? 0 };
    const decoded = fused === null ? await decoder.decode(bytes) : await decodeFused(decoder, bytes, fused);
    const { pixels } = await augment(steps, { pixels: decoded, boxes: [] }, key);
    if (equalSizes(pixels, size)) out.set(pixels.data);
    else resampler.resample(pixels, coveringBox(pixels, size), size, 'bilinear', false, out);
  };
  return (bytes, image, out) => {
    const fused = fusedCrop(steps, image, { seed, recordId: image.id, epoch: image.epoch });
    if (fused === null || fused.next < end || !equalSizes(fused.size, size))
      return stepByStep(bytes, image, fused, out);
    return decoder.decodeCrop(bytes, fused.box, size, fused.filter, fused.flip, out);
  };
}

async function decodeFused(decoder: CropDecoder, bytes: Uint8Array, { box, size, filter, flip }: FusedCrop) {
  const data = new Uint8Array(valuesOf(size));
  await decoder.decodeCrop(bytes, box, size, filter, flip, data);
  return { data, ...size };
}

function equalSizes(a: ImageSize, b: ImageSize): boolean {
  return a.width === b.width && a.height === b.height;
}
