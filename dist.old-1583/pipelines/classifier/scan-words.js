import { characterClasses, letter, lineBreak, space } from '../text/character-class.js';
import { markMatching } from '../text/code-point-ranges.js';
import { unspacedUnits } from '../text/unspaced-scripts.js';
/** What a UTF-16 code unit is to the features of a text. */
export const between = 0;
export const ofWord = 1;
export const alone = 2;
export const highSurrogate = 3;
export const ofLineBreak = 4;
/** The kind of each code unit, once {@link fillTables} was called. */
export const unitKinds = new Uint8Array(0x10000);
/** Each code unit in lower case where that is one unit, and every digit as `0`, once {@link fillTables} was called. */
export const foldedUnits = new Uint16Array(0x10000);
let filled = false;
/** Fills the tables at the first call, in some 25 ms: most commands and threads open no classifier. */
export function fillTables() {
    if (filled)
        return;
    filled = true;
    fillKinds();
    fillFolded();
}
function fillKinds() {
    unitKinds.fill(alone);
    const joined = new Uint8Array(0x10000);
    markMatching(joined, /[\p{M}\p{N}]+/gu, 1, 0, 0xffff);
    for (let unit = 0; unit < 0x10000; unit++) {
        const classes = characterClasses[unit] ?? 0;
        if ((classes & lineBreak) !== 0)
            unitKinds[unit] = ofLineBreak;
        else if ((classes & space) !== 0)
            unitKinds[unit] = between;
        else if (unit >= 0xd800 && unit < 0xdc00)
            unitKinds[unit] = highSurrogate;
        else if (unspacedUnits[unit] === 0 && ((classes & letter) !== 0 || joined[unit] === 1))
            unitKinds[unit] = ofWord;
    }
}
function fillFolded() {
    for (let unit = 0; unit < 0x10000; unit++) {
        const lower = String.fromCharCode(unit).toLowerCase();
        foldedUnits[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit;
    }
    const digits = new Uint8Array(0x10000);
    markMatching(digits, /\p{Nd}+/gu, 1, 0, 0xffff);
    digits.forEach((isDigit, unit) => {
        if (isDigit === 1)
            foldedUnits[unit] = 0x30;
    });
}
//# sourceMappingURL=scan-words.js.map