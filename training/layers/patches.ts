import type { ImageSize } from '../../core/pixels.ts';
import type { Forward } from '../model.ts';
import type { Tensor, Tensor2D, Tensor4D } from '../tensorflow.ts';

export interface PatchShape extends ImageSize {
  readonly samples: number;
  /** Side of a patch in pixels; divides both sides. */
  readonly patch: number;
}

/**
 * Images cut into square patches: `pixels` [samples, height, width, 3] gives [samples·patches, patch·patch·3], the patches
 * of an image from left to right and from top to bottom, a patch's pixels in the same order.
 */
export function patchesOf({ tf }: Forward, pixels: Tensor, { samples, width, height, patch }: PatchShape): Tensor2D {
  const across = width / patch;
  const rows = samples * (height / patch);
  const bands = pixels.reshape<Tensor4D>([rows, patch, across, patch * 3]);
  return tf.transpose(bands, [0, 2, 1, 3]).reshape<Tensor2D>([rows * across, patch * patch * 3]);
}
