import { markMatching } from './code-point-ranges.js';
/** 1 for each UTF-16 code unit of a script that puts no space between words, where a character is a word by itself. */
export const unspacedUnits = buildUnits();
function buildUnits() {
    const units = new Uint8Array(0x10000);
    const scripts = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
    markMatching(units, scripts, 1, 0, 0xd7ff);
    markMatching(units, scripts, 1, 0xe000, 0xffff);
    return units;
}
//# sourceMappingURL=unspaced-scripts.js.map