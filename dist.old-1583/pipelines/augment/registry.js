import { centerCrop } from './operations/center-crop.js';
import { colorJitter } from './operations/color-jitter.js';
import { cutMix } from './operations/cut-mix.js';
import { elastic } from './operations/elastic.js';
import { gaussianBlur } from './operations/gaussian-blur.js';
import { gaussianNoise } from './operations/gaussian-noise.js';
import { jpeg } from './operations/jpeg.js';
import { mixUp } from './operations/mix-up.js';
import { randomAdjustSharpness } from './operations/random-adjust-sharpness.js';
import { randomAffine } from './operations/random-affine.js';
import { randomAutocontrast } from './operations/random-autocontrast.js';
import { randomCrop } from './operations/random-crop.js';
import { randomEqualize } from './operations/random-equalize.js';
import { randomErasing } from './operations/random-erasing.js';
import { randomGrayscale } from './operations/random-grayscale.js';
import { randomHorizontalFlip } from './operations/random-horizontal-flip.js';
import { randomPerspective } from './operations/random-perspective.js';
import { randomPosterize } from './operations/random-posterize.js';
import { randomResizedCrop } from './operations/random-resized-crop.js';
import { randomRotation } from './operations/random-rotation.js';
import { randomSolarize } from './operations/random-solarize.js';
import { randomVerticalFlip } from './operations/random-vertical-flip.js';
import { resize } from './operations/resize.js';
import { augMix } from './policies/aug-mix.js';
import { autoAugment } from './policies/auto-augment.js';
import { randAugment } from './policies/rand-augment.js';
import { trivialAugment } from './policies/trivial-augment.js';
/** What can be done to an image, in the order of the docs. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds definitions of every parameter type; zod checks them at its door.
export const augmentations = [
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
export const batchAugmentations = [mixUp, cutMix];
const byName = new Map(augmentations.map((definition) => [definition.name, definition]));
const batchByName = new Map(batchAugmentations.map((definition) => [definition.name, definition]));
/** The augmentation of images of that name; undefined for one of batches. Throws for a name that is neither. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export function augmentationOf(name) {
    const definition = byName.get(name);
    if (definition === undefined && !batchByName.has(name))
        throw new Error(`there is no augmentation "${name}"`);
    return definition;
}
/** The augmentation of batches of that name; undefined for one of images. Throws for a name that is neither. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export function batchAugmentationOf(name) {
    const definition = batchByName.get(name);
    if (definition === undefined && !byName.has(name))
        throw new Error(`there is no augmentation "${name}"`);
    return definition;
}
//# sourceMappingURL=registry.js.map