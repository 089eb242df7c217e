import { characterClasses, space } from '../character-class.js';
import { newIntList } from '../int-list.js';
import { reusedBytes, reusedInts } from '../reused-ints.js';
import { allocateInts } from '../slab.js';
import { scanText } from '../text-scan.js';
import { chunkTokensEnd, chunkTokensStart, findChunk, hashWith, keepChunk, keptChunks, keptLength, } from './chunk-cache.js';
import { tokenizeChunk } from './chunk-tokens.js';
import { exceptionOf, findPhrases, symbolOf } from './exception-phrases.js';
const tokenMemory = reusedInts();
const symbolMemory = reusedBytes();
const joinedMemory = reusedInts();
const newEnds = newIntList();
const newTokens = new Uint16Array(keptLength);
/** Tokens of the text in work, as spans, and for each the number that phrases know it by. No text has more than units. */
let tokens = new Int32Array(0);
let symbols = new Uint8Array(0);
let count = 0;
/**
 * Tokens of spaCy 3.8's blank English tokenizer, good until the next call. White space between chunks is a token too, except
 * one space alone; {@link spacyWords} leaves it out.
 */
export function spacyTokens(text, units) {
    const end = units.length;
    tokens = tokenMemory(2 * end);
    symbols = symbolMemory(end);
    count = 0;
    const { words: chunks } = scanText(units);
    let spaces = 0;
    for (let k = 0; k < chunks.length; k += 2) {
        const start = chunks[k];
        const chunkEnd = chunks[k + 1];
        if (start > spaces)
            addToken(spaces, start, 0);
        addChunk(text, units, start, chunkEnd);
        spaces = units[chunkEnd] === 0x20 ? chunkEnd + 1 : chunkEnd;
    }
    if (end > spaces)
        addToken(spaces, end, 0);
    return joinPhrases(end);
}
/** The words of spaCy 3.8's blank English tokenizer: its tokens without those of white space. */
export function spacyWords(text, units) {
    const all = spacyTokens(text, units);
    let used = 0;
    for (let k = 0; k < all.length; k += 2) {
        const start = all[k];
        all[used] = start;
        all[used + 1] = all[k + 1];
        used += isSpaceUnit(units[start]) ? 0 : 2;
    }
    const words = allocateInts(used);
    words.set(all.subarray(0, used));
    return words;
}
function isSpaceUnit(unit) {
    return (characterClasses[unit] & space) !== 0;
}
function addToken(start, end, symbol) {
    tokens[2 * count] = start;
    tokens[2 * count + 1] = end;
    symbols[count++] = symbol;
}
function addChunk(text, units, start, end) {
    if (end - start > keptLength) {
        addNewChunk(text, units, start, end, 0);
        return;
    }
    let hash = 0;
    for (let i = start; i < end; i++)
        hash = hashWith(hash, units[i]);
    const chunk = findChunk(units, start, end, hash);
    if (chunk < 0) {
        addNewChunk(text, units, start, end, hash);
        return;
    }
    const last = chunkTokensEnd(chunk);
    let from = start;
    for (let k = chunkTokensStart(chunk); k < last; k++) {
        const token = keptChunks[k];
        const to = start + (token >> 8);
        addToken(from, to, token & 0xff);
        from = to;
    }
}
function addNewChunk(text, units, start, end, hash) {
    tokenizeChunk(text, units, start, end, true, newEnds);
    const keep = end - start <= keptLength;
    let from = start;
    for (let k = 0; k < newEnds.used; k++) {
        const to = newEnds.values[k] ?? 0;
        const symbol = symbolOf(text, units, from, to);
        addToken(from, to, symbol);
        if (keep)
            newTokens[k] = ((to - start) << 8) | symbol;
        from = to;
    }
    if (keep)
        keepChunk(units, start, end, hash, newTokens, newEnds.used);
    newEnds.used = 0;
}
function joinPhrases(units) {
    const spans = tokens.subarray(0, 2 * count);
    const marks = symbols.subarray(0, count);
    const phrases = findPhrases(spans, marks);
    if (phrases.length === 0)
        return spans;
    const joined = joinedMemory(2 * units);
    let used = 0;
    let next = 0;
    for (let p = 0; p < phrases.length; p += 2) {
        const first = phrases[p];
        const last = phrases[p + 1];
        joined.set(spans.subarray(2 * next, 2 * first), used);
        used += 2 * (first - next);
        let from = spans[2 * first];
        for (const length of exceptionOf(marks, first, last) ?? []) {
            joined[used++] = from;
            from += length;
            joined[used++] = from;
        }
        next = last;
    }
    joined.set(spans.subarray(2 * next), used);
    return joined.subarray(0, used + spans.length - 2 * next);
}
//# sourceMappingURL=tokens.js.map