import { createRequire } from 'node:module';
import { TextDecoder } from 'node:util';
import iconv from 'iconv-lite';
/**
 * Text of bytes whose charset may be declared (by HTTP, `<meta>` or MIME), wrongly or not at all. In order: a byte order
 * mark; the declared charset, where it is known and is not ASCII; UTF-8, where all bytes, or all but a few, are valid;
 * the charset that jschardet finds in the first 16 KiB; windows-1252. Detection takes about 1 ms, all else is linear.
 */
export function decodeText(bytes, declared = null) {
    const marked = markedCharset(bytes);
    if (marked !== undefined)
        return decoded(bytes, marked, 'byte-order-mark');
    const known = declared === null ? undefined : knownCharset(declared);
    if (known !== undefined)
        return decoded(bytes, known, 'declared');
    let text;
    try {
        text = strictUtf8.decode(bytes);
    }
    catch {
        return mostlyUtf8(bytes) ?? guessed(bytes);
    }
    // All of ISO-2022-JP is valid UTF-8; its escape sequences are nothing else.
    if (text.includes('\x1b$B') || text.includes('\x1b$@'))
        return decoded(bytes, 'iso-2022-jp', 'detected');
    return { text, charset: 'utf-8', evidence: 'valid-utf-8' };
}
/**
 * The charset of a label, in a spelling that {@link decodeText} decodes; undefined for names that nobody knows and for
 * ASCII, since bytes above 127 prove that label wrong and others do not need it.
 */
export function knownCharset(label) {
    const name = label
        .trim()
        .toLowerCase()
        .replace(/^["']+|["';]+$/g, '');
    if (/^(us-?ascii|ascii|ansi_x3[.\d-]*|iso-?646.*|7bit|8bit)$/.test(name))
        return undefined;
    const spellings = [name, name.replaceAll('_', '-'), name.replace(/^(x-|cs)/, ''), windowsName(name), isoName(name)];
    return spellings.find(canDecode);
}
function windowsName(name) {
    return name.replace(/^(?:x-)?(?:windows|win|cp|ms)[-_ ]?(\d{3,4})$/, (_, page) => codePages[page] ?? `windows-${page}`);
}
function isoName(name) {
    return name
        .replace(/^iso[-_ ]?8859[-_ ]?(\d{1,2})(?:[-_ ][ei])?$/, 'iso-8859-$1')
        .replace(/^iso[-_ ]?2022[-_ ]?jp.*$/, 'iso-2022-jp');
}
const codePages = { 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5' };
const decoders = new Map();
const maxLabelLength = 40;
/** The platform's decoder for a label; null where it has none. */
function platformDecoder(name) {
    const made = decoders.get(name);
    if (made !== undefined)
        return made;
    let decoder = null;
    try {
        decoder = new TextDecoder(name);
    }
    catch {
        // Not a label of the Encoding Standard.
    }
    // Labels come from hostile input: only those that exist, which are few, are kept.
    if (decoder !== null)
        decoders.set(name, decoder);
    return decoder;
}
function canDecode(name) {
    if (name.length === 0 || name.length > maxLabelLength)
        return false;
    if (platformDecoder(name) !== null)
        return true;
    // iconv-lite also counts `hex`, `binary` and `base64` among its charsets.
    return /\d/.test(name) && !/base.?64/.test(name) && iconv.encodingExists(name);
}
function decoded(bytes, charset, evidence) {
    const text = platformDecoder(charset)?.decode(bytes) ??
        iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), charset);
    return { text: text.toWellFormed(), charset, evidence };
}
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
function markedCharset(bytes) {
    const [a, b, c, d] = bytes;
    if (a === 0xef && b === 0xbb && c === 0xbf)
        return 'utf-8';
    if (a === 0xff && b === 0xfe)
        return c === 0 && d === 0 && bytes.length % 4 === 0 ? 'utf-32le' : 'utf-16le';
    if (a === 0xfe && b === 0xff)
        return 'utf-16be';
    return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : undefined;
}
/** UTF-8 with at most one broken sequence in ten: a cut or damaged file, not another charset. */
function mostlyUtf8(bytes) {
    const { text } = decoded(bytes, 'utf-8', 'assumed');
    let broken = 0;
    let whole = 0;
    for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        if (unit === 0xfffd)
            broken++;
        else if (unit > 0x7f)
            whole++;
    }
    return whole >= 10 * broken ? { text, charset: 'utf-8', evidence: 'assumed' } : undefined;
}
const fallback = 'windows-1252';
const detectionBytes = 16 * 1024;
/** For what is loaded when it is first needed: the detector's tables take 13 MB and 40 ms of each thread. */
const require = createRequire(import.meta.url);
function guessed(bytes) {
    const firstHigh = bytes.findIndex((byte) => byte > 0x7f);
    const from = Math.max(0, firstHigh - detectionBytes / 4);
    const { chardet } = require('jschardet');
    const { encoding } = chardet.detect(bytes.subarray(from, from + detectionBytes), {
        encodingEra: chardet.EncodingEra.MODERN_WEB,
    });
    const charset = encoding === null ? undefined : knownCharset(encoding);
    if (charset !== undefined && charset !== 'utf-8') {
        const found = decoded(bytes, charset, 'detected');
        if (!isForeignInAscii(found.text))
            return found;
    }
    return decoded(bytes, fallback, 'assumed');
}
/** True where most letters of another alphabet stand inside words of ASCII letters: accents that were taken for them. */
function isForeignInAscii(text) {
    const sample = text.slice(0, detectionBytes);
    const runs = sample.match(foreignRun)?.length ?? 0;
    const inside = sample.match(foreignBesideAscii)?.length ?? 0;
    return inside * 2 > runs;
}
const foreign = '[\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Thai}]';
const foreignRun = new RegExp(`${foreign}+`, 'gu');
const foreignBesideAscii = new RegExp(`[a-z]${foreign}|${foreign}[a-z]`, 'giu');
//# sourceMappingURL=charset.js.map