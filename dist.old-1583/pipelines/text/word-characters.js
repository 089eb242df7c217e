import { markMatching } from './code-point-ranges.js';
import { codePointAt } from './code-units.js';
/** A letter, digit or other number of any script, or the underscore: Python's `\w`. */
export const wordCharacter = 1;
/** One of a script that puts no space between words. */
export const unspaced = 2;
const lastCodePoint = 0x3ffff;
let table;
/** {@link wordCharacter} and {@link unspaced} of the character that begins at, or with `back` ends before, a place; 0 past the text. */
export function wordClassesAt(units, at, back = false) {
    table ??= build();
    if (!back)
        return at < units.length ? (table[codePointAt(units, at)] ?? 0) : 0;
    if (at <= 0)
        return 0;
    const pair = at >= 2 ? codePointAt(units, at - 2) : 0;
    return table[pair > 0xffff ? pair : (units[at - 1] ?? 0)] ?? 0;
}
function build() {
    const classes = new Uint8Array(lastCodePoint + 1);
    markMatching(classes, /[\p{L}\p{N}_]+/gu, wordCharacter, 0, lastCodePoint);
    markMatching(classes, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}ー]+/gu, unspaced, 0, lastCodePoint);
    return classes;
}
//# sourceMappingURL=word-characters.js.map