import { between, fillTables, foldedUnits, highSurrogate, ofLineBreak, ofWord, unitKinds } from './scan-words.js';
export function openFeatureList({ bits }) {
    fillTables();
    return { places: new Uint32Array(1024), length: 0, seen: new Int32Array(2 ** Math.max(0, bits - 5)) };
}
/**
 * Lists the places of a text's n-grams, each once. Words are runs of letters, marks and digits in lower case, with every
 * digit as 0; each character of scripts without spaces and each other character that is not white space is a word of its
 * own, and so is a run of line ends. Nothing is allocated but a longer list.
 * Cost: a visit to each code unit, and a hash and a bit for each n-gram.
 */
export function listFeatures(text, { words, characters, bits }, list) {
    const shift = 32 - bits;
    list.length = 0;
    let used = 0;
    // The hashes of the n-grams that end with the word before.
    let [last, lastTwo, lastThree] = [0, 0, 0];
    let before = 0;
    for (let i = 0; i < text.length;) {
        const unit = text.charCodeAt(i);
        const kind = unitKinds[unit];
        if (kind === between) {
            i++;
            continue;
        }
        let hash = seed ^ foldedUnits[unit];
        const start = i++;
        if (kind === ofWord) {
            for (; i < text.length; i++) {
                const next = text.charCodeAt(i);
                if (unitKinds[next] !== ofWord)
                    break;
                hash = Math.imul(hash, prime) ^ foldedUnits[next];
            }
            if (characters !== null)
                used = listCharacters(text, start, i, characters, shift, used, list);
        }
        else if (kind === highSurrogate) {
            if (i < text.length)
                hash = Math.imul(hash, prime) ^ text.charCodeAt(i++);
        }
        else if (kind === ofLineBreak) {
            hash = lineEnds;
            while (i < text.length && isBlank(text.charCodeAt(i)))
                i++;
        }
        if (used > fullBlock)
            used = addBlock(used, list);
        const word = mix(hash);
        block[used++] = word >>> shift;
        if (before > 0 && words > 1) {
            const two = mix(Math.imul(last, turn) + word);
            block[used++] = two >>> shift;
            if (before > 1 && words > 2) {
                const three = mix(Math.imul(lastTwo, turn) + word);
                block[used++] = three >>> shift;
                if (before > 2 && words > 3)
                    block[used++] = mix(Math.imul(lastThree, turn) + word) >>> shift;
                lastThree = three;
            }
            lastTwo = two;
        }
        last = word;
        before++;
    }
    addBlock(used, list);
    const { places, seen, length } = list;
    for (let i = 0; i < length; i++)
        seen[places[i] >>> 5] = 0;
}
/** Places of some n-grams, each as often as it occurs. */
const block = new Uint32Array(2 ** 14);
/** Room is left for the n-grams that end with one word, or begin with one character. */
const fullBlock = block.length - 16;
/** Adds the first `used` places of the block that are not yet in the list; gives 0. */
function addBlock(used, list) {
    const { seen } = list;
    let { places, length } = list;
    if (length + used > places.length) {
        places = new Uint32Array(2 * places.length + used);
        places.set(list.places.subarray(0, length));
        list.places = places;
    }
    for (let i = 0; i < used; i++) {
        const place = block[i];
        const bit = 1 << (place & 31);
        const bits = seen[place >>> 5];
        // Without a branch, which no processor can foresee here.
        places[length] = place;
        length += (bits & bit) === 0 ? 1 : 0;
        seen[place >>> 5] = bits | bit;
    }
    list.length = length;
    return 0;
}
const seed = 0x811c9dc5;
const prime = 0x01000193;
const turn = 0x9e3779b1;
const lineEnds = 0x5bd1e995;
const edge = 0x2f0b4c47;
function isBlank(unit) {
    const kind = unitKinds[unit];
    return kind === between || kind === ofLineBreak;
}
/** The n-grams of one word with its two edges. */
function listCharacters(text, start, end, { from, to }, shift, used, list) {
    let next = used;
    for (let first = start - 1; first <= end; first++) {
        if (next > fullBlock)
            next = addBlock(next, list);
        let hash = edge;
        for (let length = 1; length <= to && first + length <= end + 1; length++) {
            const at = first + length - 1;
            hash = Math.imul(hash, prime) ^ (at < start || at >= end ? edge : foldedUnits[text.charCodeAt(at)]);
            if (length >= from)
                block[next++] = mix(hash) >>> shift;
        }
    }
    return next;
}
function mix(value) {
    let h = value;
    h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
    h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
    return h ^ (h >>> 16);
}
//# sourceMappingURL=features.js.map