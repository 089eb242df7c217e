import { hash } from 'node:crypto';
import { z } from 'zod';
import { defineKeyDedup } from './dedup-stage.js';
import { foldText } from './fold-text.js';
import { against } from './merging-parameters.js';
/** Bytes of a key. */
export const keyBytes = 16;
/** Merges documents with equal text into one of them. */
export const dedupExact = defineKeyDedup({
    name: 'dedup-exact',
    citation: 'Lee et al., Deduplicating Training Data Makes Language Models Better, 2021, arXiv:2107.06499',
    summary: 'Merges documents of equal text into one of them.',
    version: 1,
    parameters: z.strictObject({
        normalize: z
            .enum(['none', 'fold'])
            .default('none')
            .describe('`none` compares texts as they are; `fold` lower-cases, folds white space to single spaces and trims.'),
        keep: z
            .enum(['first', 'last', 'longest'])
            .default('first')
            .describe('Which of equal documents stays. `longest` tells texts apart that are equal once folded.'),
        against,
    }),
    examples: [
        {
            records: [{ text: 'The river turns.' }, { text: 'the  RIVER turns.' }, { text: 'The wheel turns.' }],
            parameters: { normalize: 'fold' },
        },
    ],
    keyOf: ({ text }, parameters) => exactKey(text, parameters),
});
/**
 * The 128-bit key of a text: texts with equal keys are equal.
 *
 * The first half of the text's SHA-256, since a faster hash without secrets lets anyone write two texts with one key,
 * and so have another's document removed. It is no bottleneck: see `benchmarks/minhash.ts`. By chance, two of 10⁹
 * texts share a key with a probability of 10⁻²¹. Halves of broken surrogate pairs are all the same to it.
 */
export function exactKey(text, { normalize }) {
    const compared = normalize === 'fold' ? foldText(text) : text;
    return hash('sha256', compared, 'buffer').subarray(0, keyBytes);
}
//# sourceMappingURL=exact.js.map