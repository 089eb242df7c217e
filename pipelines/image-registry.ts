import { checkImage } from './images/check-image.ts';
import { dedupExactImages } from './images/dedup-exact-images.ts';
import { dedupImage } from './images/dedup-image.ts';
import { filterSignals } from './images/filter-signals.ts';
import type { ImageStage } from './images/image-stage.ts';
import { markImageRestarts } from './images/mark-image-restarts.ts';
import { resizeImage } from './images/resize-image.ts';
import { imageTextSimilarity } from './images/text-similarity/image-text-similarity.ts';

/** Every stage that a recipe of images can name. Its order is the order of `docs/stages.md`. */
export const imageStages: readonly ImageStage[] = [
  checkImage,
  filterSignals,
  imageTextSimilarity,
  resizeImage,
  markImageRestarts,
  dedupExactImages,
  dedupImage,
];

const byName: ReadonlyMap<string, ImageStage> = new Map(imageStages.map((stage) => [stage.name, stage]));

/** The stage for images of that name; undefined where there is none. */
export function findImageStage(name: string): ImageStage | undefined {
  return byName.get(name);
}
