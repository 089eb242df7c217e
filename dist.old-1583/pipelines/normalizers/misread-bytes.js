// Bytes are held as a string of characters U+0000 to U+00FF, so that regular expressions can look at them.
/** Stands for a byte that was lost on the way. */
export const lostByte = '\u0100';
// A sequence of which a space was byte A0, where that makes a likely character.
const spaced = /[\xc2\xc3\xc5\xce\xd0\xd9][ ]|[\xe2\xe3][ ][\x80-\x84\x86-\x9f\xa1-\xbf]|[\xe0-\xe3][\x80-\x84\x86-\x9f\xa1-\xbf][ ]|[\xf0][ ][\x80-\xbf][\x80-\xbf]|[\xf0][\x80-\xbf][ ][\x80-\xbf]|[\xf0][\x80-\xbf][\x80-\xbf][ ]/g;
// The word `à`, but for the Portuguese `àquele`, `àquela`, `àquilo` and `às`.
const aloneA = /\xc3 (?! |quele|quela|quilo|s )/g;
// A sequence that has lost bytes, or has a question mark for one in some places.
const lossy = /[\xc2-\xdf][\u0100]|[\xc2-\xc3][?]|\xed[\xa0-\xaf][\u0100?]\xed[\xb0-\xbf][\u0100?\x80-\xbf]|\xed[\xa0-\xaf][\u0100?\x80-\xbf]\xed[\xb0-\xbf][\u0100?]|[\xe0-\xef][\u0100?][\u0100\x80-\xbf]|[\xe0-\xef][\u0100\x80-\xbf][\u0100?]|[\xf0-\xf4][\u0100?][\u0100\x80-\xbf][\u0100\x80-\xbf]|[\xf0-\xf4][\u0100\x80-\xbf][\u0100?][\u0100\x80-\xbf]|[\xf0-\xf4][\u0100\x80-\xbf][\u0100\x80-\xbf][\u0100?]|\u0100/g;
const replacement = '\xef\xbf\xbd';
// Java's zero, and a pair of UTF-16 halves that were written as UTF-8 each.
const javaZero = /\xc0\x80/g;
const halves = /\xed([\xa0-\xaf])([\x80-\xbf])\xed([\xb0-\xbf])([\x80-\xbf])/g;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Puts byte A0 back where something made a space of it. Source: `restore_byte_a0` of ftfy 6.3.1. */
export function restoreNoBreakSpaces(bytes) {
    return bytes.replace(aloneA, '\xc3\xa0 ').replace(spaced, (found) => found.replaceAll(' ', '\xa0'));
}
/** Makes U+FFFD of each sequence that has lost bytes. Source: `replace_lossy_sequences` of ftfy 6.3.1. */
export function replaceLossySequences(bytes) {
    return bytes.replace(lossy, replacement);
}
/** The text of UTF-8, and of its variants in Java and in databases (CESU-8); undefined where it is none. */
export function decodeUtf8(bytes) {
    const plain = /[\xc0\xed]/.test(bytes)
        ? bytes
            .replace(javaZero, '\0')
            .replace(halves, (_, a, b, c, d) => pairOf(a, b, c, d))
        : bytes;
    try {
        return utf8.decode(Buffer.from(plain, 'latin1'));
    }
    catch {
        return undefined;
    }
}
/** The four bytes of a pair of halves. */
function pairOf(a, b, c, d) {
    const high = ((a.charCodeAt(0) & 0x0f) << 6) | (b.charCodeAt(0) & 0x3f);
    const low = ((c.charCodeAt(0) & 0x0f) << 6) | (d.charCodeAt(0) & 0x3f);
    return Buffer.from(String.fromCodePoint(0x10000 + (high << 10) + low)).toString('latin1');
}
//# sourceMappingURL=misread-bytes.js.map