import { characterClasses, space } from '../text/character-class.js';
import { hashWords, isHighHan, isUnspaced, openWordHashes } from './word-hashes.js';
const own = openWordHashes();
/**
 * Cuts runs of words out of a text, with `around` code units before and after each, and leaves out what is then shorter
 * than `shortest` without its white space. Cost: another simplifying of the text, in small parts.
 */
export function cutRuns(text, runs, around, shortest) {
    const parts = [];
    let from = 0;
    for (const [start, end] of placesOf(text, runs)) {
        const before = codePointStart(text, Math.max(0, start - around));
        if (before > from)
            parts.push(text.slice(from, before));
        from = Math.max(from, codePointStart(text, Math.min(text.length, end + around)));
    }
    parts.push(text.slice(from));
    const kept = parts.map((part) => part.trim()).filter((part) => part !== '' && part.length >= shortest);
    return {
        kept,
        parts: parts.filter((part) => part.trim() !== '').length,
        cut: text.length - kept.reduce((sum, part) => sum + part.length, 0),
    };
}
/**
 * Where runs of words lie in a text, as code units. A word is found by simplifying again each part of the text that no
 * rule looks beyond: what lies between white space, and each character of scripts without spaces.
 */
export function placesOf(text, runs) {
    const places = [];
    let [word, next] = [0, 0];
    let start = -1;
    for (let i = 0; i < text.length && next < runs.length;) {
        const end = partEnd(text, i);
        hashWords(text.slice(i, end), own);
        const after = word + own.length;
        for (; next < runs.length; next++) {
            const [first, last] = runs[next];
            if (start < 0 && first < after)
                start = i;
            if (last > after || start < 0)
                break;
            places.push([start, end]);
            start = -1;
        }
        word = after;
        i = end;
    }
    if (start >= 0)
        places.push([start, text.length]);
    return places;
}
/** The end of the part that begins at `start`: one character, or a run without white space and such characters. */
function partEnd(text, start) {
    const first = text.charCodeAt(start);
    if (isAlone(first))
        return Math.min(text.length, start + (isHighHan(first) ? 2 : 1));
    const isSpace = (unit) => ((characterClasses[unit] ?? 0) & space) !== 0;
    let end = start;
    if (isSpace(first))
        while (end < text.length && isSpace(text.charCodeAt(end)))
            end++;
    else
        while (end < text.length && !isSpace(text.charCodeAt(end)) && !isAlone(text.charCodeAt(end)))
            end++;
    return end;
}
const joining = /[\p{Nd}\p{Mn}]/u;
/** A word by itself; digits of such scripts become one word with what is beside them, and marks are taken out. */
function isAlone(unit) {
    return isUnspaced(unit) && !joining.test(String.fromCharCode(unit));
}
/** A place that parts no surrogate pair: that of its first half. */
function codePointStart(text, place) {
    const unit = text.charCodeAt(place);
    const before = text.charCodeAt(place - 1);
    return unit >= 0xdc00 && unit < 0xe000 && before >= 0xd800 && before < 0xdc00 ? place - 1 : place;
}
//# sourceMappingURL=cut-runs.js.map