import { z } from 'zod';
import { drop, keep } from '../../core/verdict.js';
import { openedOnce } from '../opened-once.js';
import { openPerplexity } from '../perplexity/open-ngrams.js';
import { defineFilter } from '../stage.js';
const parameters = z.strictObject({
    model: z
        .string()
        .min(1)
        .describe("An n-gram model, as `millrace ngram train` writes it; relative to the recipe's folder."),
    min: z.number().min(1).optional().describe('Least perplexity: below it is what repeats itself, or is boilerplate.'),
    max: z.number().min(1).optional().describe('Largest perplexity: above it is what the model finds unlike its texts.'),
});
const perplexityBy = openedOnce(({ model }) => openPerplexity(model));
/** Text as likely as an n-gram model finds it. Without limits it drops nothing, and the metrics tell the distribution. */
export const perplexity = defineFilter({
    name: 'perplexity',
    summary: 'Drops text that is unlike, or too like, the texts that an n-gram model learned from.',
    citation: 'Wenzek et al., CCNet: Extracting High Quality Monolingual Datasets from Web Crawl Data, 2020, arXiv:1911.00359, section 4; Heafield et al., Scalable Modified Kneser-Ney Language Model Estimation, 2013',
    version: 1,
    parameters,
    files: ['model'],
    examples: [
        {
            text: 'zq xw 4f9 kkk vvv ## jj',
            parameters: { model: 'mills.ngrams', max: 50 },
            files: { 'mills.ngrams': async () => (await import('../perplexity/example-ngrams.js')).exampleNgrams() },
        },
    ],
    prepare: async (parameters) => {
        perplexityBy(parameters);
    },
    words: () => 'whitespace',
    measure: ({ text }, parameters) => ({ perplexity: perplexityBy(parameters)(text) }),
    decide,
});
function decide({ perplexity: found }, { min, max }) {
    if (max !== undefined && found > max)
        return drop('perplexity-too-high', found, max);
    return min !== undefined && found < min ? drop('perplexity-too-low', found, min) : keep;
}
//# sourceMappingURL=perplexity.js.map