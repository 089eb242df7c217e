import { augmentText } from '../pipelines/text-augment/augment-text.js';
/** Texts with `steps` done to them, drawn by (seed, id, epoch, step); one of which nothing is left stays as it is. */
export function augmentedTexts(steps, seed) {
    return async ({ id, text }, epoch) => {
        const augmented = await augmentText(steps, text, { seed, recordId: id, epoch });
        return augmented.trim() === '' ? text : augmented;
    };
}
//# sourceMappingURL=augmented-texts.js.map