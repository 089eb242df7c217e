import { openUtf8Text, writeUtf8 } from './utf8-text.js';
import { scanGpt2 } from './word-scanner.js';
const utf8 = openUtf8Text();
/**
 * Adds to `counts` how often each word (pre-token of GPT-2's pattern) stands in some texts: what {@link trainBpe} eats.
 * Counts of chunks can be made anywhere and summed in any order ({@link addWordCounts}).
 *
 * Cost: linear in the texts. Memory: the distinct words, about 8 MB for 10 MB of text.
 */
export function countWords(texts, counts) {
    for (const text of texts) {
        writeUtf8(utf8, text);
        const { bytes, length } = utf8;
        const wellFormed = text.toWellFormed();
        let unit = 0;
        for (let start = 0; start < length;) {
            const end = scanGpt2(bytes, start);
            const unitEnd = unit + codeUnits(bytes, start, end);
            const word = wellFormed.slice(unit, unitEnd);
            const count = counts.get(word);
            // The slice of a new word would keep the whole text alive: the map gets a copy.
            if (count === undefined)
                counts.set(Buffer.from(bytes.buffer, start, end - start).toString(), 1);
            else
                counts.set(word, count + 1);
            start = end;
            unit = unitEnd;
        }
    }
}
/** Adds the counts of another chunk to `counts`. */
export function addWordCounts(counts, more) {
    for (const [word, count] of more)
        counts.set(word, (counts.get(word) ?? 0) + count);
}
/** UTF-16 code units in UTF-8 bytes [start, end): one for each character, two for each of four bytes. */
function codeUnits(bytes, start, end) {
    let units = 0;
    for (let i = start; i < end; i++) {
        const byte = bytes[i];
        if (byte < 0x80 || byte >= 0xc0)
            units += byte < 0xf0 ? 1 : 2;
    }
    return units;
}
//# sourceMappingURL=count-words.js.map