import { distance } from 'fastest-levenshtein';
/** The known word nearest to a misspelt one, or undefined where none is near enough to be meant. */
export function nearest(word, known) {
    let best;
    let fewest = Math.max(2, Math.floor(word.length / 3)) + 1;
    for (const candidate of known) {
        const edits = distance(word.toLowerCase(), candidate.toLowerCase());
        if (edits < fewest)
            [best, fewest] = [candidate, edits];
    }
    return best;
}
/** `, did you mean "known"?` or the empty string. */
export function didYouMean(word, known) {
    const guess = nearest(word, known);
    return guess === undefined ? '' : `, did you mean ${JSON.stringify(guess)}?`;
}
//# sourceMappingURL=suggestion.js.map