import { z } from 'zod';
import { drop } from '../../../core/verdict.js';
import { defineImageTransform } from '../image-stage.js';
import { isImageProblem } from '../image-view.js';
import { clipMean, clipStd } from './clip-pixels.js';
import { openedClip } from './opened-models.js';
import { mostTokens } from './text-encoder.js';
const channels = z.array(z.number().min(-255).max(255)).length(3);
const parameters = z.strictObject({
    image: z.string().min(1).describe("ONNX file of the model's image half, relative to the recipe's folder."),
    text: z.string().min(1).describe("ONNX file of the model's text half."),
    tokenizer: z.string().min(1).describe("The model's `tokenizer.json`."),
    size: z.number().int().min(8).max(1024).default(224).describe('Side of the square that the model sees, in pixels.'),
    mean: channels.default([...clipMean]).describe('Means of red, green and blue in [0, 1] that are taken off.'),
    std: z
        .array(z.number().min(1e-3).max(255))
        .length(3)
        .default([...clipStd])
        .describe('Deviations of red, green and blue that they are divided by.'),
    length: z
        .number()
        .int()
        .min(3)
        .max(mostTokens)
        .default(77)
        .describe('Tokens of a caption at most, start and end with them; what is longer is cut.'),
    min: z.number().min(-1).max(1).optional().describe('Least similarity; without it nothing is dropped for it.'),
    withoutCaption: z.enum(['keep', 'drop']).default('keep').describe('What becomes of images without a caption.'),
});
/**
 * Measures how well captions fit their images, by a CLIP model in local files, and drops images below a limit:
 * `text-similarity`, `no-text-similarity` where the model gives none, `no-caption`. The signal `textSimilarity` stays
 * with the image. Cost: one run of both halves for each image with a caption.
 */
export const imageTextSimilarity = defineImageTransform({
    name: 'image-text-similarity',
    summary: 'Measures by a local CLIP model, run by ONNX Runtime, how well captions fit their images; drops those below a limit.',
    citation: 'Radford et al. 2021, CLIP; as a filter of pairs Schuhmann et al. 2021, LAION-400M',
    version: 1,
    parameters,
    files: ['image', 'text', 'tokenizer'],
    transform,
});
async function transform(view, options) {
    const { caption } = view.sample;
    if (caption === null || caption.trim() === '')
        return options.withoutCaption === 'keep' ? view : drop('no-caption');
    const pixels = await view.pixels();
    if (isImageProblem(pixels))
        return drop(pixels.problem, pixels.value, pixels.limit);
    const model = await openedClip(options);
    const similarity = await model.similarity(pixels, caption);
    const { min } = options;
    if (min !== undefined && similarity === null)
        return drop('no-text-similarity', null, min);
    if (min !== undefined && similarity !== null && similarity < min)
        return drop('text-similarity', similarity, min);
    return similarity === null ? view : carrying(view, similarity);
}
/** The same image with its similarity: in its sample for views that later stages open, in its signals at once. */
function carrying(view, textSimilarity) {
    return {
        ...view,
        sample: { ...view.sample, textSimilarity },
        signals: async () => {
            const signals = await view.signals();
            return isImageProblem(signals) ? signals : { ...signals, textSimilarity };
        },
    };
}
//# sourceMappingURL=image-text-similarity.js.map