import { markCharacters, markMatching } from './code-point-ranges.js';
import { codePointAt } from './code-units.js';
/** What characters are, by Unicode's general category. A character has at most one of the first six and `cased`. */
export const letterKind = 1;
export const markKind = 2;
export const digitKind = 4;
/** Numbers that are no decimal digits, such as ² and Ⅷ. */
export const numberKind = 8;
export const spaceKind = 16;
export const upperKind = 32;
/** Letters of which there is another case. */
export const casedKind = 64;
/** Planes 0 to 3 hold all kinds; beyond them are the variation selectors of plane 14, which are marks. */
const lastCodePoint = 0x3ffff;
const selectors = [0xe0100, 0xe01ef];
let kinds;
const scriptTables = new Map();
/** How many characters (code points) of a text there are of each combination of kinds. One visit to each. */
export function countKinds(units) {
    kinds ??= buildKinds();
    const counts = new Uint32Array(128);
    for (let i = 0; i < units.length; i++) {
        const codePoint = codePointAt(units, i);
        if (codePoint > 0xffff)
            i++;
        const kind = kinds[codePoint] ?? 0;
        counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
}
/** How many letters of a text are of a script, by its Unicode name. The first call for a script builds 256 KiB. */
export function countScript(units, script) {
    const table = scriptTable(script);
    let letters = 0;
    for (let i = 0; i < units.length; i++) {
        const codePoint = codePointAt(units, i);
        if (codePoint > 0xffff)
            i++;
        letters += table[codePoint] ?? 0;
    }
    return letters;
}
function buildKinds() {
    const table = new Uint8Array(selectors[1] + 1).fill(markKind, selectors[0]);
    const mark = (pattern, kind) => markMatching(table, pattern, kind, 0, lastCodePoint);
    mark(/\p{L}+/gu, letterKind);
    mark(/\p{M}+/gu, markKind);
    mark(/\p{Nd}+/gu, digitKind);
    mark(/[\p{Nl}\p{No}]+/gu, numberKind);
    mark(/\p{Lu}+/gu, upperKind);
    mark(/[\p{Lu}\p{Ll}\p{Lt}]+/gu, casedKind);
    markCharacters(table, '\t\n\v\f\r\x1c\x1d\x1e\x1f\x85', spaceKind);
    mark(/\p{Z}+/gu, spaceKind);
    return table;
}
function scriptTable(script) {
    const known = scriptTables.get(script);
    if (known !== undefined)
        return known;
    const table = new Uint8Array(lastCodePoint + 1);
    markMatching(table, new RegExp(`[\\p{Script=${script}}&&\\p{L}]+`, 'gv'), 1, 0, lastCodePoint);
    scriptTables.set(script, table);
    return table;
}
//# sourceMappingURL=character-kinds.js.map