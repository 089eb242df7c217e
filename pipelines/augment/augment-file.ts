import type { ImageBox } from '../../core/image-sample.ts';
import type { ImageSize } from '../../core/pixels.ts';
import type { CropDecoder } from '../images/crop-decoder.ts';
import { augment } from './augment.ts';
import type { AugmentedImage, AugmentStep } from './augmentation.ts';
import type { DrawKey } from './draws.ts';
import { type FusedCrop, fusedBoxes, fusedCrop } from './fused-crop.ts';

/** An image file, its sides as shown, and its boxes. */
export interface ImageFile extends ImageSize {
  readonly bytes: Uint8Array;
  readonly boxes: readonly ImageBox[];
}

/**
 * Decodes an image file and does `steps` to it; where they begin with a cut, no more than that is decoded.
 * Rejects for bytes that cannot be decoded.
 */
export async function augmentFile(
  decoder: CropDecoder,
  file: ImageFile,
  steps: readonly AugmentStep[],
  key: DrawKey,
): Promise<AugmentedImage> {
  const fused = fusedCrop(steps, file, key);
  if (fused === null) return augment(steps, { pixels: await decoder.decode(file.bytes), boxes: file.boxes }, key);
  const cut = { pixels: await decodeFused(decoder, file.bytes, fused), boxes: fusedBoxes(file.boxes, fused) };
  return augment(steps, cut, { ...key, from: fused.next });
}

async function decodeFused(decoder: CropDecoder, bytes: Uint8Array, { box, size, filter, flip }: FusedCrop) {
  const data = new Uint8Array(3 * size.width * size.height);
  await decoder.decodeCrop(bytes, box, size, filter, flip, data);
  return { data, ...size };
}
