import { codePointLength, codeUnitsOf, surrogatePairsBefore } from '../text/code-units.js';
import { sentenceSpans } from '../text/sentence-spans.js';
import { openView } from '../text/text-view.js';
import { unitsOf } from './span-keys.js';
/**
 * Cuts the spans that begin at the units `places`, rising. Of the white space before and after what is taken out the one
 * with more line feeds stays, so that no two paragraphs run together; none stays at the text's ends. Cost: linear.
 */
export function cutSpans(text, unit, parameters, places) {
    const units = unitsOf(text, unit, parameters);
    const count = units.length / 2;
    const cuts = [];
    let removed = 0;
    for (let k = 0; k < places.length;) {
        const from = places[k] ?? 0;
        let to = from;
        for (; k < places.length && (places[k] ?? 0) <= to; k++)
            to = Math.min(count, (places[k] ?? 0) + parameters.span);
        removed += to - from;
        cuts.push(...cutOf(text, units, from, to));
    }
    const drop = tooLittle(applyCuts(text, cuts), parameters);
    return { cuts, units: removed, characters: charactersOf(text, cuts), drop };
}
/** The text without what the cuts name. */
export function applyCuts(text, cuts) {
    let left = '';
    let at = 0;
    for (let i = 0; i < cuts.length; i += 2) {
        left += text.slice(at, cuts[i]);
        at = cuts[i + 1] ?? at;
    }
    return left + text.slice(at);
}
/** The cut that takes the units [from, to) out. */
function cutOf(text, units, from, to) {
    const start = units[2 * from] ?? 0;
    const end = units[2 * to - 1] ?? 0;
    const before = from === 0 ? 0 : (units[2 * from - 1] ?? 0);
    const after = 2 * to === units.length ? text.length : (units[2 * to] ?? 0);
    if (from === 0)
        return [0, after];
    if (after === text.length)
        return [before, after];
    return lineFeeds(text, end, after) > lineFeeds(text, before, start) ? [before, end] : [start, after];
}
function lineFeeds(text, from, to) {
    let count = 0;
    for (let at = from; at < to; at++)
        if (text.charCodeAt(at) === 0x0a)
            count++;
    return count;
}
/** Code points in the cuts. */
function charactersOf(text, cuts) {
    const pairsBefore = surrogatePairsBefore(codeUnitsOf(text));
    let count = 0;
    for (let i = 0; i < cuts.length; i += 2)
        count += codePointLength(pairsBefore, cuts[i] ?? 0, cuts[i + 1] ?? 0);
    return count;
}
function tooLittle(text, { minWords, words, minSentences, sentences }) {
    if (text.trim() === '')
        return { reason: 'nothing-left', value: 0, limit: 1 };
    const found = minWords > 0 ? openView(text, words).wordSpans.length / 2 : 0;
    if (found < minWords)
        return { reason: 'too-few-words', value: found, limit: minWords };
    const left = minSentences > 0 ? sentenceSpans(text, sentences).length / 2 : 0;
    return left < minSentences ? { reason: 'too-few-sentences', value: left, limit: minSentences } : null;
}
//# sourceMappingURL=cut-spans.js.map