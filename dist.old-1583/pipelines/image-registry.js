import { checkImage } from './images/check-image.js';
import { dedupExactImages } from './images/dedup-exact-images.js';
import { dedupImage } from './images/dedup-image.js';
import { filterSignals } from './images/filter-signals.js';
import { markImageRestarts } from './images/mark-image-restarts.js';
import { resizeImage } from './images/resize-image.js';
import { imageTextSimilarity } from './images/text-similarity/image-text-similarity.js';
/** Every stage that a recipe of images can name. Its order is the order of `docs/stages.md`. */
export const imageStages = [
    checkImage,
    filterSignals,
    imageTextSimilarity,
    resizeImage,
    markImageRestarts,
    dedupExactImages,
    dedupImage,
];
const byName = new Map(imageStages.map((stage) => [stage.name, stage]));
/** The stage for images of that name; undefined where there is none. */
export function findImageStage(name) {
    return byName.get(name);
}
//# sourceMappingURL=image-registry.js.map