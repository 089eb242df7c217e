import { z } from 'zod';
import { defineKeyDedup } from './dedup-stage.js';
import { exactKey } from './exact.js';
import { against } from './merging-parameters.js';
import { normalizeUrl, trackingParameters } from './normalize-url.js';
/** Merges documents of one address, whatever their texts. What is no address of the web is never merged. */
export const dedupUrl = defineKeyDedup({
    name: 'dedup-url',
    summary: 'Merges documents of one web address into one of them; documents without an address pass.',
    citation: 'Penedo et al., The RefinedWeb Dataset for Falcon LLM, 2023, arXiv:2306.01116; URL parsing: https://url.spec.whatwg.org',
    version: 1,
    parameters: z.strictObject({
        field: z.string().min(1).default('url').describe('Column of the metadata that holds the address.'),
        tracking: z
            .array(z.string().regex(/^[^*]+\*?$/, 'expected a name, or a beginning of names that ends in *'))
            .default([...trackingParameters])
            .describe('Query parameters that do not count; `utm_*` stands for all that begin so.'),
        www: z.enum(['drop', 'keep']).default('drop').describe('Whether `www.example.org` is `example.org`.'),
        keep: z
            .enum(['first', 'last', 'longest'])
            .default('first')
            .describe('Which of the documents of one address stays: the first in the input, the last, or the longest.'),
        against,
    }),
    examples: [
        {
            records: [
                { text: 'The wheel.', metadata: { url: 'https://www.mill.example/wheel?utm_source=letter' } },
                { text: 'The wheel, for print.', metadata: { url: 'http://mill.example/wheel/#top' } },
            ],
        },
    ],
    keyOf: ({ metadata }, parameters) => {
        const address = Object.hasOwn(metadata, parameters.field) ? metadata[parameters.field] : undefined;
        const normal = address === undefined ? undefined : normalizeUrl(address, parameters);
        return normal === undefined ? undefined : exactKey(normal, { normalize: 'none' });
    },
});
//# sourceMappingURL=url.js.map