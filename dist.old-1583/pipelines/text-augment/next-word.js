import { markMatching } from '../text/code-point-ranges.js';
/** Characters of scripts that are written without spaces, as the inside of a class with flag `v`. */
export const unspacedScripts = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}';
const unspaced = 1;
const mark = 2;
/** Letters, marks and numbers of other scripts. */
const spaced = 4;
/** Planes 0 to 3, and the variation selectors of plane 14; there is no letter, mark or number past them. */
const planes = [
    [0, 0x3ffff],
    [0xe0000, 0xe01ff],
];
const joiners = new Set(Array.from("'’-", (joiner) => joiner.charCodeAt(0)));
let kinds;
/**
 * The first word at or after `from`, or undefined: a character of a script without spaces and its marks; else letters, marks and numbers
 * with single apostrophes and hyphens between them. Linear in what is passed over. By hand, since a regular expression for
 * it needs more stack than there is for a word of some million characters.
 */
export function nextWord(text, from) {
    kinds ??= buildKinds();
    for (let start = from; start < text.length;) {
        const kind = kindAt(kinds, text, start);
        const next = start + widthAt(text, start);
        if ((kind & unspaced) !== 0)
            return { start, end: runEnd(kinds, text, next, mark) };
        if ((kind & spaced) !== 0) {
            let end = runEnd(kinds, text, next, spaced);
            while (joiners.has(text.charCodeAt(end)) && (kindAt(kinds, text, end + 1) & spaced) !== 0)
                end = runEnd(kinds, text, end + 1, spaced);
            return { start, end };
        }
        start = next;
    }
    return undefined;
}
function runEnd(table, text, from, kind) {
    let end = from;
    while ((kindAt(table, text, end) & kind) !== 0)
        end += widthAt(text, end);
    return end;
}
function kindAt(table, text, at) {
    return table[text.codePointAt(at) ?? table.length] ?? 0;
}
function widthAt(text, at) {
    return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
function buildKinds() {
    const table = new Uint8Array(planes[1][1] + 1);
    const all = '\\p{L}\\p{M}\\p{N}';
    for (const [first, last] of planes) {
        markMatching(table, new RegExp(`[${unspacedScripts}]+`, 'gv'), unspaced, first, last);
        markMatching(table, /\p{M}+/gu, mark, first, last);
        markMatching(table, new RegExp(`[[${all}]--[${unspacedScripts}]]+`, 'gv'), spaced, first, last);
    }
    return table;
}
//# sourceMappingURL=next-word.js.map