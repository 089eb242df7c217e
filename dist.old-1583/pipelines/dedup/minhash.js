import { z } from 'zod';
import { against } from './merging-parameters.js';
/**
 * Merges documents that share most of their shingles.
 *
 * Two documents of Jaccard similarity s become candidates with the probability `1 − (1 − s^rows)^bands`. With 14 bands
 * of 8 rows: .05 at s = .5, .21 at .6, .57 at .7, .92 at .8, .9996 at .9. A candidate is then held to its true
 * similarity, so a smaller `minSimilarity` finds more only down to where candidates become rare.
 *
 * Source: A. Broder, "On the resemblance and containment of documents", 1997; J. Leskovec, A. Rajaraman, J. Ullman,
 * "Mining of Massive Datasets", chapter 3; the defaults are those of FineWeb (G. Penedo et al., 2024).
 */
export const dedupMinHash = {
    kind: 'dedup',
    compares: 'signatures',
    name: 'dedup-minhash',
    summary: 'Merges documents that are nearly equal into one that is kept.',
    citation: 'A. Broder, On the resemblance and containment of documents, 1997; defaults of FineWeb, 2024.',
    version: 1,
    examples: [
        {
            records: [
                { text: 'The river turns the wheel, and the wheel turns the stone.' },
                { text: 'The river turns the wheel; and the wheel turns the stones!' },
                { text: 'The wind turns the sails, and the sails turn the stone.' },
            ],
            parameters: { shingle: 2 },
        },
    ],
    parameters: z.strictObject({
        bands: z.int().min(1).max(512).default(14).describe('Bands of a signature: documents equal in one are compared.'),
        rows: z.int().min(1).max(32).default(8).describe('Permutations in a band.'),
        shingle: z.int().min(1).max(64).default(5).describe('Words in a shingle. Shorter documents are never merged.'),
        words: z
            .enum(['whitespace', 'spacy', 'unicode', 'characters'])
            .default('whitespace')
            .describe('How words are found; `characters` makes each character a word, for scripts without spaces.'),
        normalize: z
            .enum(['simplify', 'none'])
            .default('simplify')
            .describe('`simplify` lower-cases and removes numbers, punctuation and accents before words are found.'),
        minSimilarity: z
            .number()
            .min(0)
            .max(1)
            .default(0.7)
            .describe('Smallest true Jaccard similarity of documents that are merged; not used without `verify`.'),
        verify: z
            .boolean()
            .default(true)
            .describe('Compare candidates by their true similarity. Without it every candidate is merged, with an estimate.'),
        keep: z
            .enum(['first', 'last', 'longest'])
            .default('first')
            .describe('Which of similar documents stays: the first in the input, the last, or the longest.'),
        against,
        seed: z.int().min(0).max(0xffffffff).default(1).describe('Seed of the permutations.'),
    }),
};
//# sourceMappingURL=minhash.js.map