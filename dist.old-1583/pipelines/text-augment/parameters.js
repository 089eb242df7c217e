import { z } from 'zod';
// Parameters that several operations have.
/** A share of the words of a text. */
export function shareOfWords(standard, description) {
    return z.number().min(0).max(1).default(standard).describe(description);
}
export const thesaurus = z
    .string()
    .min(1)
    .describe("File of synonyms, a line for each word: the word, then its synonyms, parted by tabs. Relative to the recipe's folder.");
/** How many words a share stands for: at least one, as in EDA's code, and none of none. */
export function wordCount(share, words) {
    return share === 0 || words === 0 ? 0 : Math.max(1, Math.floor(share * words));
}
//# sourceMappingURL=parameters.js.map