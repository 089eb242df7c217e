import { letterRanges, numberRanges } from './unicode-ranges.js';
/** What the pre-tokenizers' patterns tell apart. A line break is a space that Llama 3's pattern names. */
export const OTHER = 0;
export const LETTER = 1;
export const NUMBER = 2;
export const SPACE = 3;
export const LINE_BREAK = 4;
export const END = 5;
/** Only in {@link byteClass}: the first byte of a longer character. */
export const LONGER = 6;
/** Stands after the last byte of a text, where every run ends; never part of UTF-8. */
export const END_BYTE = 0xff;
/** White_Space of Unicode, as first and last code point of each run. JavaScript's `\s` differs: U+FEFF, not U+0085. */
const spaceRanges = [
    [0x09, 0x0d],
    [0x20, 0x20],
    [0x85, 0x85],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
];
/** The class of every code point, 1.1 MB. A pinned table: `\p{L}` of a regex changes with the version of Node. */
const codePointClass = makeCodePointClass();
/** The class of every first byte. */
export const byteClass = Uint8Array.from({ length: 256 }, (_, byte) => byte < 0x80 ? codePointClass[byte] : byte === END_BYTE ? END : LONGER);
/** The class of the character whose first byte, at least 0x80, is at `offset` of well-formed UTF-8. */
export function longerClass(bytes, offset) {
    const first = bytes[offset];
    if (first === END_BYTE)
        return END;
    const second = bytes[offset + 1] & 0x3f;
    if (first < 0xe0)
        return codePointClass[((first & 0x1f) << 6) | second];
    const third = bytes[offset + 2] & 0x3f;
    if (first < 0xf0)
        return codePointClass[((first & 0x0f) << 12) | (second << 6) | third];
    const fourth = bytes[offset + 3] & 0x3f;
    return codePointClass[((first & 0x07) << 18) | (second << 12) | (third << 6) | fourth];
}
/** The class of the character that begins at `offset`. */
export function classAt(bytes, offset) {
    const kind = byteClass[bytes[offset]];
    return kind === LONGER ? longerClass(bytes, offset) : kind;
}
/** Bytes in the character that begins with `first`. */
export function characterBytes(first) {
    return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}
/** Where the run of one class ends that goes on at `offset`. */
export function runEnd(bytes, offset, kind) {
    let end = offset;
    for (;;) {
        const byte = bytes[end];
        const found = byteClass[byte];
        if (found === kind)
            end++;
        else if (found === LONGER && longerClass(bytes, end) === kind)
            end += characterBytes(byte);
        else
            return end;
    }
}
function makeCodePointClass() {
    const table = new Uint8Array(0x110000);
    fillRuns(table, letterRanges, LETTER);
    fillRuns(table, numberRanges, NUMBER);
    for (const [first, last] of spaceRanges)
        table.fill(SPACE, first, last + 1);
    table[0x0a] = LINE_BREAK;
    table[0x0d] = LINE_BREAK;
    return table;
}
function fillRuns(table, runs, kind) {
    let end = 0;
    for (const run of runs.trim().split(/\s+/)) {
        const [gap, length] = run.split(',');
        const start = end + Number.parseInt(gap, 36);
        end = start + Number.parseInt(length, 36);
        table.fill(kind, start, end);
    }
}
//# sourceMappingURL=character-class.js.map