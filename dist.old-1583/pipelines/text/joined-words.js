import { codePointLength } from './code-units.js';
import { reusedInts } from './reused-ints.js';
import { numberSpans } from './span-numbers.js';
import { hashText, powerOf } from './text-hashes.js';
const lengthMemory = reusedInts();
const startMemory = reusedInts();
const prefixMemory = reusedInts();
/** Joins a view's words. Cost: about 15 ns for each word. */
export function joinWords({ codeUnits, wordSpans: spans, pairsBefore }) {
    const count = spans.length >> 1;
    const { numbers, distinct } = numberSpans(codeUnits, spans);
    const hashes = hashText(codeUnits);
    const { prefixes: before } = hashes;
    const lengths = lengthMemory(count);
    const starts = startMemory(count + 1);
    const prefixes = prefixMemory(count + 1);
    let joined = 0;
    let hash = 0;
    for (let k = 0; k < count; k++) {
        const start = spans[2 * k];
        const end = spans[2 * k + 1];
        lengths[k] = codePointLength(pairsBefore, start, end);
        starts[k] = joined;
        prefixes[k] = hash;
        joined += end - start;
        hash = (Math.imul(hash - before[start], powerOf(hashes, end - start)) + before[end]) | 0;
    }
    starts[count] = joined;
    prefixes[count] = hash;
    return { count, numbers, distinct, lengths, codeUnits, spans, starts, prefixes, hashes };
}
/** The hash of the words [from, to) run together. */
export function joinedHash({ prefixes, starts, hashes }, from, to) {
    const units = starts[to] - starts[from];
    return (prefixes[to] - Math.imul(prefixes[from], powerOf(hashes, units))) | 0;
}
/**
 * The hash of the first `units` joined units from word `from` on, which end in word `last` or with it:
 * `starts[last]` < `starts[from] + units` ≤ `starts[last + 1]`.
 */
export function joinedStartHash(words, from, units, last) {
    const { prefixes, starts, spans, hashes } = words;
    const inLast = starts[from] + units - starts[last];
    const start = spans[2 * last];
    const before = hashes.prefixes;
    const gap = prefixes[last] - before[start];
    const end = Math.imul(gap, powerOf(hashes, inLast)) + before[start + inLast];
    return (end - Math.imul(prefixes[from], powerOf(hashes, units))) | 0;
}
/** True where the `n` words from `a` and from `b` are the same when run together. */
export function sameJoined(words, a, b, n) {
    const { numbers, starts } = words;
    let same = 0;
    while (same < n && numbers[a + same] === numbers[b + same])
        same++;
    if (same === n)
        return true;
    const units = starts[a + n] - starts[a];
    return units === starts[b + n] - starts[b] && sameUnits(words, a, b, units);
}
/** The same of the first `units` joined units, which may be split into words otherwise. */
function sameUnits({ codeUnits, spans }, a, b, units) {
    let [i, iEnd] = [spans[2 * a], spans[2 * a + 1]];
    let [j, jEnd] = [spans[2 * b], spans[2 * b + 1]];
    let [nextA, nextB] = [a + 1, b + 1];
    for (let left = units; left > 0; left--) {
        if (i === iEnd)
            [i, iEnd] = [spans[2 * nextA], spans[2 * nextA++ + 1]];
        if (j === jEnd)
            [j, jEnd] = [spans[2 * nextB], spans[2 * nextB++ + 1]];
        if (codeUnits[i++] !== codeUnits[j++])
            return false;
    }
    return true;
}
//# sourceMappingURL=joined-words.js.map