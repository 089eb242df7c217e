import { characterClasses, space } from '../text/character-class.js';
import { openView } from '../text/text-view.js';
import { mix } from './mix.js';
import { radixSort } from './radix-sort.js';
/**
 * A text's shingles (runs of `length` words) as a set: sorted, unique 32-bit hashes. Empty where the text has fewer
 * words than a shingle.
 *
 * Two different shingles have equal hashes with a probability of 2⁻³²: among the 9 million pairs of two documents of
 * 3,000 shingles each, one in 480 times, which then moves their similarity by about 2 / 3,000.
 * Cost: linear in words and in `length`; working memory of 12 bytes a word, kept for the next call up to 2 MiB.
 */
export function shingleSet(text, words, length) {
    const hashes = wordHashes(text, words);
    const count = hashes.length - length + 1;
    if (count <= 0)
        return new Uint32Array();
    const shingles = new Uint32Array(count);
    for (let first = 0; first < count; first++) {
        let hash = 0;
        for (let i = first; i < first + length; i++)
            hash = turn(Math.imul(hash + hashes[i], factor));
        shingles[first] = mix(hash);
    }
    radixSort(shingles, count <= keptSpare.length ? keptSpare : new Uint32Array(count));
    return unique(shingles);
}
function wordHashes(text, words) {
    if (words === 'whitespace')
        return hashesBetweenSpaces(text);
    if (words === 'characters')
        return characterHashes(text);
    return spanHashes(openView(text, words));
}
const factor = 0x9e3779b1;
/** Rotates by 13 bits: keeps the steps of a hash from adding up to one polynomial, in which swapped words collide. */
function turn(value) {
    return (value << 13) | (value >>> 19);
}
/** A hash for each word of Python's `str.split()`. */
function hashesBetweenSpaces(text) {
    const hashes = scratch((text.length >> 1) + 2);
    let count = 0;
    let hash = 0;
    let before = 0;
    for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        // −1 in a word and 0 at a space: without a branch, which no processor can foresee here, this is twice as fast.
        const inside = ((characterClasses[unit] & space) - 1) >> 31;
        hashes[count] = hash;
        count += before & ~inside;
        hash = turn(Math.imul(hash + unit, factor)) & inside;
        before = inside & 1;
    }
    hashes[count] = hash;
    return finished(hashes, count + before);
}
function characterHashes(text) {
    const hashes = scratch(text.length);
    let count = 0;
    for (let i = 0; i < text.length; i++) {
        const codePoint = text.codePointAt(i) ?? 0;
        if (codePoint > 0xffff)
            i++;
        if (((characterClasses[codePoint] ?? 0) & space) === 0)
            hashes[count++] = Math.imul(codePoint, factor);
    }
    return finished(hashes, count);
}
function spanHashes({ codeUnits, wordSpans }) {
    const count = wordSpans.length >> 1;
    const hashes = scratch(count);
    for (let k = 0; k < count; k++) {
        const end = wordSpans[2 * k + 1];
        let hash = 0;
        for (let i = wordSpans[2 * k]; i < end; i++) {
            hash = turn(Math.imul(hash + codeUnits[i], factor));
        }
        hashes[k] = hash;
    }
    return finished(hashes, count);
}
function finished(hashes, count) {
    for (let i = 0; i < count; i++)
        hashes[i] = mix(hashes[i]);
    return hashes.subarray(0, count);
}
function unique(sorted) {
    let count = 0;
    for (let i = 0; i < sorted.length; i++) {
        if (i === 0 || sorted[i] !== sorted[i - 1])
            sorted[count++] = sorted[i];
    }
    return sorted.subarray(0, count);
}
const keptHashes = new Uint32Array(1 << 18);
const keptSpare = new Uint32Array(1 << 18);
function scratch(length) {
    return length <= keptHashes.length ? keptHashes : new Uint32Array(length);
}
//# sourceMappingURL=shingles.js.map