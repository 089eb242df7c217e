import { openValueCounts } from './value-counts.js';
/**
 * What is counted value by value, so that medians, deviations and the use of the vocabulary are exact:
 *
 * - `idCharacters`, `textCharacters`, `labelCharacters`: code points of these columns of kept documents.
 * - `tokens`: of each kept document, where there is a tokenizer. `duplicates`: records that were merged into each.
 * - `tokenIds`: occurrences of each token.
 * - `imageWidths`: of each kept image, in pixels. `captionCharacters`: code points of each caption.
 */
export const exactCountNames = [
    'idCharacters',
    'textCharacters',
    'labelCharacters',
    'tokens',
    'duplicates',
    'tokenIds',
    'imageWidths',
    'captionCharacters',
];
export function openExactCounts() {
    return {
        idCharacters: openValueCounts(),
        textCharacters: openValueCounts(),
        labelCharacters: openValueCounts(),
        tokens: openValueCounts(),
        duplicates: openValueCounts(),
        tokenIds: openValueCounts(),
        imageWidths: openValueCounts(),
        captionCharacters: openValueCounts(),
    };
}
/** The tables in the order in which they are stored. */
export function exactTables(counts) {
    return exactCountNames.map((name) => counts[name]);
}
//# sourceMappingURL=exact-counts.js.map