import { hashBytes } from './dictionary.js';
/** The most entries of memory that are kept for the next text. */
const mostKept = 2 ** 22;
const encoder = new TextEncoder();
let bytes = new Uint8Array(2 ** 16);
let hashes = new Int32Array(2 ** 10);
const endOfLine = Buffer.from('</s>');
const label = Buffer.from('__label__');
/**
 * Calls back with the row of each feature of a text, as often as it has it: words, n-grams of characters within words, and
 * n-grams of words, as fastText 0.9 finds them; a line end is a space, and the text is one line.
 * Cost: linear; nothing is allocated but longer memory.
 */
export function eachRow(text, rule, dictionary, call) {
    if (bytes.length < 3 * text.length + 2)
        bytes = new Uint8Array(2 * (3 * text.length + 2));
    // Room before the first word for the mark that its n-grams begin with.
    const { written } = encoder.encodeInto(text, bytes.subarray(1));
    const end = written + 1;
    let count = 0;
    // What a line holds behind its end is not read.
    let ended = false;
    for (let start = 1; start < end && !ended;) {
        if (isBreak(bytes[start])) {
            start++;
            continue;
        }
        let stop = start + 1;
        while (stop < end && !isBreak(bytes[stop]))
            stop++;
        const hash = hashBytes(bytes, start, stop);
        const word = dictionary.find(hash, bytes, start, stop);
        if (word >= 0)
            call(word);
        if (word >= 0 || !beginsWith(label, start, stop)) {
            if (rule.maxn > 0 && !isEnd(start, stop))
                eachSubword(start, stop, rule, dictionary, call);
            if (count === hashes.length)
                hashes = longer(hashes);
            hashes[count++] = hash;
        }
        ended = isEnd(start, stop);
        start = stop;
    }
    if (!ended) {
        const last = hashBytes(endOfLine, 0, endOfLine.length);
        const word = dictionary.find(last, endOfLine, 0, endOfLine.length);
        if (word >= 0)
            call(word);
        if (count === hashes.length)
            hashes = longer(hashes);
        hashes[count++] = last;
    }
    if (rule.wordNgrams > 1)
        eachWordNgram(count, rule, dictionary, call);
    if (bytes.length > mostKept)
        bytes = new Uint8Array(2 ** 16);
    if (hashes.length > mostKept)
        hashes = new Int32Array(2 ** 10);
}
/** The bytes at which fastText parts words: space, tab, line ends, vertical tab, form feed, zero. */
function isBreak(byte) {
    return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0;
}
function isEnd(start, stop) {
    return stop - start === endOfLine.length && beginsWith(endOfLine, start, stop);
}
function beginsWith(prefix, start, stop) {
    if (stop - start < prefix.length)
        return false;
    for (let i = 0; i < prefix.length; i++)
        if (bytes[start + i] !== prefix[i])
            return false;
    return true;
}
/** N-grams of the characters of `<word>`. */
function eachSubword(start, stop, { minn, maxn, bucket }, dictionary, call) {
    const [before, after] = [bytes[start - 1], bytes[stop]];
    bytes[start - 1] = 0x3c;
    bytes[stop] = 0x3e;
    for (let i = start - 1; i <= stop; i++) {
        if (isInside(i))
            continue;
        let next = i;
        for (let n = 1; next <= stop && n <= maxn; n++) {
            next++;
            while (next <= stop && isInside(next))
                next++;
            if (n >= minn && !(n === 1 && (i === start - 1 || next === stop + 1)))
                callPlace((hashBytes(bytes, i, next) >>> 0) % bucket, dictionary, call);
        }
    }
    bytes[start - 1] = before;
    bytes[stop] = after;
}
function isInside(place) {
    return (bytes[place] & 0xc0) === 0x80;
}
/**
 * N-grams of words: numbers of 64 bits, of which the low and the high half are kept apart; the sum of the products of one
 * half stays below 2^53.
 */
function eachWordNgram(count, { wordNgrams, bucket }, dictionary, call) {
    for (let i = 0; i < count; i++) {
        const first = hashes[i];
        let [low, high] = [first >>> 0, first >> 31];
        for (let j = i + 1; j < count && j < i + wordNgrams; j++) {
            const added = hashes[j];
            const bottom = (low & 0xffff) * factor;
            const top = (low >>> 16) * factor;
            const sum = bottom + (top % 0x10000) * 0x10000 + (added >>> 0);
            const carry = Math.floor(top / 0x10000) + Math.floor(sum / 2 ** 32);
            low = (sum % 2 ** 32) >>> 0;
            high = (Math.imul(high, factor) + (carry | 0) + (added >> 31)) | 0;
            callPlace(remainder(low, high >>> 0, bucket), dictionary, call);
        }
    }
}
const factor = 116049371;
/** (high · 2^32 + low) modulo a number below 2^37. */
function remainder(low, high, bucket) {
    let rest = high % bucket;
    rest = (rest * 0x10000 + (low >>> 16)) % bucket;
    return (rest * 0x10000 + (low & 0xffff)) % bucket;
}
function callPlace(place, { words, pruned }, call) {
    if (pruned === null) {
        call(words + place);
        return;
    }
    const row = pruned.get(place);
    if (row !== undefined)
        call(words + row);
}
function longer(numbers) {
    const larger = new Int32Array(2 * numbers.length);
    larger.set(numbers);
    return larger;
}
//# sourceMappingURL=fasttext-rows.js.map