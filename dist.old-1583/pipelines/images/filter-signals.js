import { z } from 'zod';
import { drop, keep } from '../../core/verdict.js';
import { defineImageFilter } from './image-stage.js';
import { isImageProblem } from './image-view.js';
const range = z.strictObject({
    min: z.number().optional().describe('Least value.'),
    max: z.number().optional().describe('Largest value.'),
});
const parameters = z.strictObject({
    width: range.optional().describe('Pixels, as shown.'),
    height: range.optional().describe('Pixels, as shown.'),
    sharpness: range.optional().describe('Variance of the Laplacian, at 512 pixels on the longer side.'),
    colourfulness: range.optional().describe('M3 of Hasler and Süsstrunk 2003; 0 for grey images.'),
    mean: range.optional().describe('Mean of the luma, 0 to 255.'),
    entropy: range.optional().describe("Of the luma's histogram, in bits."),
    captionCharacters: range.optional().describe('Code points of the caption; images without one are dropped.'),
    textSimilarity: range.optional().describe('Of image and caption, by a model; images without it are dropped.'),
    captionLanguages: z
        .array(z.string())
        .min(1)
        .optional()
        .describe('Languages of captions that are kept; images without a caption are dropped.'),
});
/** In the order in which limits are looked at, with the word of each signal in a reason. */
const ranges = [
    ['width', 'width'],
    ['height', 'height'],
    ['sharpness', 'sharpness'],
    ['colourfulness', 'colourfulness'],
    ['mean', 'mean'],
    ['entropy', 'entropy'],
    ['captionCharacters', 'caption-characters'],
    ['textSimilarity', 'text-similarity'],
];
/** Holds what is measured of images to limits: `low-…`, `high-…` and `no-…` with the signal's name, `caption-language`. */
export const filterSignals = defineImageFilter({
    name: 'image-signals',
    summary: 'Drops images whose signals (colourfulness, sharpness, entropy, caption length, …) are outside limits.',
    version: 1,
    parameters,
    decide,
});
async function decide(view, limits) {
    const signals = await view.signals();
    if (isImageProblem(signals))
        return drop(signals.problem, signals.value, signals.limit);
    for (const [name, word] of ranges) {
        const limit = limits[name];
        if (limit === undefined)
            continue;
        const value = signals[name];
        if (value === null)
            return drop(`no-${word}`, null, limit.min ?? limit.max ?? null);
        if (limit.min !== undefined && value < limit.min)
            return drop(`low-${word}`, value, limit.min);
        if (limit.max !== undefined && value > limit.max)
            return drop(`high-${word}`, value, limit.max);
    }
    const { captionLanguages } = limits;
    return captionLanguages === undefined || captionLanguages.includes(signals.captionLanguage ?? '')
        ? keep
        : drop('caption-language');
}
//# sourceMappingURL=filter-signals.js.map