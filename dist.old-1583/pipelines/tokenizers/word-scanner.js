import { byteClass, characterBytes, classAt, END, LETTER, LINE_BREAK, LONGER, longerClass, NUMBER, OTHER, runEnd, SPACE, } from './character-class.js';
/** GPT-2's pattern, as in Radford et al. 2019 and Hugging Face's ByteLevel. */
export const gpt2Pattern = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
/** Llama 3's pattern. */
export const llama3Pattern = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
const SPACE_BYTE = 0x20;
const APOSTROPHE = 0x27;
/** {@link gpt2Pattern}, by hand. */
export function scanGpt2(bytes, offset) {
    const first = bytes[offset];
    if (first === APOSTROPHE) {
        const length = contractionBytes(bytes, offset + 1, 0);
        if (length > 0)
            return offset + 1 + length;
    }
    const start = first === SPACE_BYTE ? offset + 1 : offset;
    const kind = classAt(bytes, start);
    return kind <= NUMBER ? runEnd(bytes, start, kind) : spaceEnd(bytes, offset);
}
/** {@link llama3Pattern}, by hand. */
export function scanLlama3(bytes, offset) {
    const first = bytes[offset];
    if (first === APOSTROPHE) {
        const length = contractionBytes(bytes, offset + 1, 0x20);
        if (length > 0)
            return offset + 1 + length;
    }
    const kind = classAt(bytes, offset);
    if (kind === LETTER)
        return runEnd(bytes, offset, LETTER);
    if (kind === NUMBER)
        return upToThreeNumbers(bytes, offset);
    const next = offset + characterBytes(first);
    if (kind !== LINE_BREAK && classAt(bytes, next) === LETTER)
        return runEnd(bytes, next, LETTER);
    if (kind === OTHER)
        return runEnd(bytes, runEnd(bytes, next, OTHER), LINE_BREAK);
    if (first === SPACE_BYTE && classAt(bytes, next) === OTHER) {
        return runEnd(bytes, runEnd(bytes, next, OTHER), LINE_BREAK);
    }
    return lastLineBreakEnd(bytes, offset) ?? spaceEnd(bytes, offset);
}
/**
 * Bytes after an apostrophe that make it a contraction, or 0. With `caseBit` 0x20 upper case counts as lower,
 * and so does U+017F, which folds to `s`.
 */
export function contractionBytes(bytes, offset, caseBit) {
    const letter = bytes[offset] | caseBit;
    // s t m d
    if (letter === 0x73 || letter === 0x74 || letter === 0x6d || letter === 0x64)
        return 1;
    const next = bytes[offset + 1] | caseBit;
    // re ve ll
    if ((letter === 0x72 || letter === 0x76) && next === 0x65)
        return 2;
    if (letter === 0x6c && next === 0x6c)
        return 2;
    return caseBit !== 0 && bytes[offset] === 0xc5 && bytes[offset + 1] === 0xbf ? 2 : 0;
}
function upToThreeNumbers(bytes, offset) {
    let end = offset;
    for (let count = 0; count < 3 && classAt(bytes, end) === NUMBER; count++) {
        end += characterBytes(bytes[end]);
    }
    return end;
}
/** `\s+(?!\S)|\s+`: a run of white space leaves its last character to what follows. */
function spaceEnd(bytes, offset) {
    let end = offset;
    let last = offset;
    for (;;) {
        const byte = bytes[end];
        let kind = byteClass[byte];
        if (kind === LONGER)
            kind = longerClass(bytes, end);
        if (kind === END)
            return end;
        if (kind !== SPACE && kind !== LINE_BREAK)
            return last > offset ? last : end;
        last = end;
        end += characterBytes(byte);
    }
}
/** `\s*[\r\n]+`: just after the last line break of a run of white space; undefined where it has none. */
function lastLineBreakEnd(bytes, offset) {
    let found;
    for (let end = offset;;) {
        const kind = classAt(bytes, end);
        if (kind !== SPACE && kind !== LINE_BREAK)
            return found;
        end += characterBytes(bytes[end]);
        if (kind === LINE_BREAK)
            found = end;
    }
}
//# sourceMappingURL=word-scanner.js.map