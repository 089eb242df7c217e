import { simplify } from '../dedup/simplify.js';
import { unspacedUnits } from '../text/unspaced-scripts.js';
export function openWordHashes() {
    return { hashes: new Uint32Array(1024), length: 0 };
}
/**
 * Puts the hashes of a text's words into a list, in place of what it held. Words are what lies between spaces once the
 * text is simplified (`pipelines/dedup/simplify.ts`), and each character of scripts without spaces.
 * Cost: simplifying, and a visit to each code unit; nothing is allocated for a word.
 */
export function hashWords(text, list) {
    const simple = simplify(text);
    if (list.hashes.length <= simple.length)
        list.hashes = new Uint32Array(2 ** Math.ceil(Math.log2(simple.length + 1)));
    const { hashes } = list;
    let used = 0;
    let hash = 0;
    let inside = false;
    for (let i = 0; i < simple.length; i++) {
        const unit = simple.charCodeAt(i);
        if (unit === space) {
            if (inside)
                hashes[used++] = mix(hash);
            inside = false;
            hash = 0;
        }
        else if (isUnspaced(unit)) {
            if (inside)
                hashes[used++] = mix(hash);
            inside = false;
            hash = unit;
            if (isHighHan(unit) && i + 1 < simple.length)
                hash = Math.imul(unit, factor) + simple.charCodeAt(++i);
            hashes[used++] = mix(hash + 1);
            hash = 0;
        }
        else {
            hash = turn(Math.imul(hash + unit, factor));
            inside = true;
        }
    }
    if (inside)
        hashes[used++] = mix(hash);
    list.length = used;
    if (hashes.length > mostKept)
        list.hashes = hashes.slice(0, used);
}
/** True for a unit, or the first of a pair, that is a word by itself. */
export function isUnspaced(unit) {
    return unspacedUnits[unit] === 1 || isHighHan(unit);
}
/** True for the high surrogates of planes 2 and 3, which hold ideographs alone. */
export function isHighHan(unit) {
    return unit >= 0xd840 && unit < 0xd8c0;
}
const space = 0x20;
const factor = 0x9e3779b1;
/** The most memory that a list keeps for its next text: 16 MiB. */
const mostKept = 2 ** 22;
/** Keeps the steps of a hash from adding up to one polynomial, in which swapped letters collide. */
function turn(value) {
    return (value << 13) | (value >>> 19);
}
function mix(value) {
    let h = value | 0;
    h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
    h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
    return (h ^ (h >>> 16)) >>> 0;
}
//# sourceMappingURL=word-hashes.js.map