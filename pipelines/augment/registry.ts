import type { AugmentationDefinition, BatchAugmentationDefinition } from './augmentation.ts';
import { centerCrop } from './operations/center-crop.ts';
import { colorJitter } from './operations/color-jitter.ts';
import { cutMix } from './operations/cut-mix.ts';
import { elastic } from './operations/elastic.ts';
import { gaussianBlur } from './operations/gaussian-blur.ts';
import { gaussianNoise } from './operations/gaussian-noise.ts';
import { jpeg } from './operations/jpeg.ts';
import { mixUp } from './operations/mix-up.ts';
import { randomAdjustSharpness } from './operations/random-adjust-sharpness.ts';
import { randomAffine } from './operations/random-affine.ts';
import { randomAutocontrast } from './operations/random-autocontrast.ts';
import { randomCrop } from './operations/random-crop.ts';
import { randomEqualize } from './operations/random-equalize.ts';
import { randomErasing } from './operations/random-erasing.ts';
import { randomGrayscale } from './operations/random-grayscale.ts';
import { randomHorizontalFlip } from './operations/random-horizontal-flip.ts';
import { randomPerspective } from './operations/random-perspective.ts';
import { randomPosterize } from './operations/random-posterize.ts';
import { randomResizedCrop } from './operations/random-resized-crop.ts';
import { randomRotation } from './operations/random-rotation.ts';
import { randomSolarize } from './operations/random-solarize.ts';
import { randomVerticalFlip } from './operations/random-vertical-flip.ts';
import { resize } from './operations/resize.ts';
import { augMix } from './policies/aug-mix.ts';
import { autoAugment } from './policies/auto-augment.ts';
import { randAugment } from './policies/rand-augment.ts';
import { trivialAugment } from './policies/trivial-augment.ts';

/** What can be done to an image, in the order of the docs. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds definitions of every parameter type; zod checks them at its door.
export const augmentations: readonly AugmentationDefinition<any>[] = [
  randomResizedCrop,
  resize,
  centerCrop,
  randomCrop,
  randomHorizontalFlip,
  randomVerticalFlip,
  randomRotation,
  randomAffine,
  randomPerspective,
  elastic,
  colorJitter,
  randomGrayscale,
  randomPosterize,
  randomSolarize,
  randomEqualize,
  randomAutocontrast,
  randomAdjustSharpness,
  gaussianBlur,
  gaussianNoise,
  jpeg,
  randomErasing,
  autoAugment,
  randAugment,
  trivialAugment,
  augMix,
];

/** What can be done to a batch of a training run. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export const batchAugmentations: readonly BatchAugmentationDefinition<any>[] = [mixUp, cutMix];

const byName = new Map(augmentations.map((definition) => [definition.name, definition]));
const batchByName = new Map(batchAugmentations.map((definition) => [definition.name, definition]));

/** The augmentation of images of that name; undefined for one of batches. Throws for a name that is neither. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export function augmentationOf(name: string): AugmentationDefinition<any> | undefined {
  const definition = byName.get(name);
  if (definition === undefined && !batchByName.has(name)) throw new Error(`there is no augmentation "${name}"`);
  return definition;
}

/** The augmentation of batches of that name; undefined for one of images. Throws for a name that is neither. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export function batchAugmentationOf(name: string): BatchAugmentationDefinition<any> | undefined {
  const definition = batchByName.get(name);
  if (definition === undefined && !byName.has(name)) throw new Error(`there is no augmentation "${name}"`);
  return definition;
}
