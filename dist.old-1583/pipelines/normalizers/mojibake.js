import { decodeUtf8, lostByte, replaceLossySequences, restoreNoBreakSpaces } from './misread-bytes.js';
import { sequenceBytes } from './misread-characters.js';
import { singleByteCharsets } from './single-byte-charsets.js';
import { isUnlikely, mayBeUnlikely } from './unlikely-characters.js';
import { windows1252Char } from './windows-1252.js';
// Text that was misread more often than this is beyond repair.
const maxSteps = 12;
/** How deep stretches are repaired in stretches. */
const maxDepth = 3;
const charsets = singleByteCharsets.map(charsetOf);
const c1Control = /[\u0080-\u009f]/g;
const { furtherForSure, firstOfTwo, firstOfThree, firstOfFour, further } = sequenceBytes;
const misreadRun = new RegExp(`(?<![${furtherForSure}])(?:[${firstOfTwo}][${further}]|[${firstOfThree}][${further}]{2}|[${firstOfFour}][${further}]{3})+`, 'g');
const aboveAscii = /[^\0-\x7f]/;
const eachAboveAscii = new RegExp(aboveAscii, 'g');
/**
 * Repairs UTF-8 that was read as one of ten charsets of one byte, Latin-1, those of Windows, MacRoman, codepage 437, also
 * several times over and with bytes lost on the way: `donâ€™t`, `nÃƒÂ©`, `вЂњ`. Line by line, and only where the line holds
 * characters in an order that next to nobody writes; other text comes back as it is. C1 control characters that are left are
 * taken for the windows-1252 characters of their number. Linear.
 * Source: `fix_encoding` of ftfy 6.3.1 (R. Speer, https://doi.org/10.5281/zenodo.2591652), whose answers it has.
 */
export function fixMojibake(text) {
    if (!aboveAscii.test(text) || !mayBeUnlikely(text))
        return text;
    const lines = text.split('\n');
    const fixed = lines.map((line) => fixLine(line, 0));
    return fixed.every((line, k) => line === lines[k]) ? text : fixed.join('\n');
}
function fixLine(line, depth) {
    let fixed = line;
    for (let step = 0; step < maxSteps; step++) {
        const before = fixed;
        fixed = fixOnce(before, depth);
        if (fixed === before)
            break;
    }
    return fixed;
}
function fixOnce(line, depth) {
    if (!aboveAscii.test(line) || !isUnlikely(line))
        return line;
    for (const charset of charsets) {
        const decoded = decodedFrom(charset, line);
        if (decoded !== undefined)
            return decoded;
    }
    if (depth < maxDepth) {
        const parts = line.replace(misreadRun, (run) => run.length < line.length && isUnlikely(run) ? fixLine(run, depth + 1) : run);
        if (parts !== line)
            return parts;
    }
    return line.replace(c1Control, windows1252Char);
}
/** What the line says where its characters are bytes of UTF-8 that were shown in the charset; undefined where they are none. */
function decodedFrom(charset, line) {
    if (!charset.holds.test(line))
        return undefined;
    let bytes = line.replace(eachAboveAscii, (char) => charset.bytes.get(char.charCodeAt(0)) ?? '');
    // In MacRoman an en dash and a space would look like one.
    if (charset.name !== 'macroman')
        bytes = restoreNoBreakSpaces(bytes);
    if (charset.lossy)
        bytes = replaceLossySequences(bytes);
    return decodeUtf8(bytes);
}
function charsetOf(charset) {
    const bytes = new Map(Array.from(charset.high, (char, k) => [char.charCodeAt(0), String.fromCharCode(0x80 + k)]));
    if (charset.lossy)
        bytes.set(0xfffd, lostByte);
    const substitute = charset.lossy ? '\ufffd' : '\x1a';
    return { ...charset, bytes, holds: new RegExp(`^[\\0-\\x19\\x1b-\\x7f${charset.high}${substitute}]*$`) };
}
//# sourceMappingURL=mojibake.js.map