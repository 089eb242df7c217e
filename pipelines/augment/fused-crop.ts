import type { ImageBox } from '../../core/image-sample.ts';
import type { ImageSize } from '../../core/pixels.ts';
import type { CropBox, ResampleFilter } from '../images/resample.ts';
import type { AugmentStep } from './augmentation.ts';
import { cropBoxes, mirrorBoxes } from './boxes.ts';
import { type DrawKey, openDraws, operationKey } from './draws.ts';
import { isFlipped, randomHorizontalFlip } from './operations/random-horizontal-flip.ts';
import { drawCrop, randomResizedCrop } from './operations/random-resized-crop.ts';
import { resize, resizedSize } from './operations/resize.ts';
import { sizeOf } from './parameters.ts';
import { parsedParameters } from './parsed-parameters.ts';

/** The first steps as one cut: `box` of the image, resampled to `size` with `filter` and, with `flip`, mirrored. */
export interface FusedCrop {
  readonly box: CropBox;
  readonly size: ImageSize;
  readonly filter: ResampleFilter;
  readonly flip: boolean;
  /** The first step that remains: `from` of the key given to `augment`. */
  readonly next: number;
}

/**
 * What a decoder has to give of an image of `width` × `height` so that `augment` with `from: next` gives the pixels that
 * all steps would give, but for JPEGs that it decodes at a half of their sides or less: `random-resized-crop` or `resize`, and `random-horizontal-flip` after it. Null where the steps
 * begin otherwise.
 */
export function fusedCrop(steps: readonly AugmentStep[], image: ImageSize, key: DrawKey): FusedCrop | null {
  const [first, second] = steps;
  const cut = first === undefined ? null : firstCut(first, image, key);
  if (cut === null) return null;
  if (second?.name !== randomHorizontalFlip.name) return { ...cut, flip: false, next: 1 };
  const draws = openDraws(key, operationKey(1, second.name));
  return { ...cut, flip: isFlipped(parsedParameters(randomHorizontalFlip, second.parameters), draws), next: 2 };
}

/** Boxes of the whole image, in pixels of the cut. */
export function fusedBoxes(boxes: readonly ImageBox[], { box, size, flip }: FusedCrop): readonly ImageBox[] {
  const cut = cropBoxes(boxes, box, size);
  return flip ? mirrorBoxes(cut, size.width) : cut;
}

function firstCut({ name, parameters }: AugmentStep, image: ImageSize, key: DrawKey) {
  if (name === resize.name) {
    const given = parsedParameters(resize, parameters);
    const box = { x: 0, y: 0, width: image.width, height: image.height };
    return { box, size: resizedSize(image, given), filter: given.filter };
  }
  if (name !== randomResizedCrop.name) return null;
  const given = parsedParameters(randomResizedCrop, parameters);
  const box = drawCrop(image, given, openDraws(key, operationKey(0, name)));
  return { box, size: sizeOf(given.size), filter: given.filter };
}
