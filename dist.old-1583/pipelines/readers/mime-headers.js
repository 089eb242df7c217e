import { decodeText } from './charset.js';
const fieldName = /^([!-9;-~]+)[ \t]*:(.*)$/s;
/**
 * Headers up to the first blank line, or up to the first line that can be none; folded lines are joined by a space.
 * A first line `From …` of a mailbox file is passed over. Encoded words stay as they are. Linear.
 * Source: RFC 5322 section 2.2
 */
export function parseEntity(bytes) {
    const headerBytes = headerEnd(bytes);
    const lines = headerText(bytes, headerBytes).split(/\r?\n/);
    const headers = new Map();
    let folded;
    for (const line of lines) {
        if (line.startsWith(' ') || line.startsWith('\t')) {
            folded?.push(line.trim());
            continue;
        }
        const [, name, value] = fieldName.exec(line) ?? [];
        if (name === undefined || value === undefined)
            continue;
        folded = [value.trim()];
        if (!headers.has(name.toLowerCase()))
            headers.set(name.toLowerCase(), folded);
    }
    const joined = Array.from(headers, ([name, parts]) => [name, parts.join(' ').trim()]);
    return { headers: new Map(joined), headerBytes, body: bytes.subarray(headerBytes) };
}
function headerText(bytes, headerBytes) {
    const head = bytes.subarray(0, headerBytes);
    const decoded = decodeText(head);
    if (decoded.evidence === 'valid-utf-8')
        return decoded.text;
    // A subject alone is little evidence: the body is most often in the same charset.
    return decodeText(head, decodeText(bytes).charset).text;
}
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const colon = 0x3a;
/** Index behind the headers and the blank line. */
function headerEnd(bytes) {
    for (let at = 0; at < bytes.length;) {
        const feed = bytes.indexOf(lineFeed, at);
        const end = feed < 0 ? bytes.length : feed;
        const next = feed < 0 ? end : feed + 1;
        if (end === at || (end === at + 1 && bytes[at] === carriageReturn))
            return next;
        if (!isHeaderLine(bytes.subarray(at, end), at === 0))
            return at;
        at = next;
    }
    return bytes.length;
}
function isHeaderLine(line, first) {
    if (line[0] === 0x20 || line[0] === 0x09)
        return true;
    if (first && startsWithFrom(line))
        return true;
    for (const byte of line) {
        if (byte === colon)
            return true;
        if (byte <= 0x20 || byte > 0x7e)
            return false;
    }
    return false;
}
function startsWithFrom(line) {
    return line[0] === 0x46 && line[1] === 0x72 && line[2] === 0x6f && line[3] === 0x6d && line[4] === 0x20;
}
// Longer values are hostile; the bound keeps what the expressions below do small.
const structuredLength = 2000;
const parameter = /;\s*([^=;\s]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/gs;
export function parseStructured(header) {
    const text = (header ?? '').slice(0, structuredLength);
    const parameters = new Map();
    for (const [, name = '', quoted, token = ''] of text.matchAll(parameter)) {
        const key = name.toLowerCase();
        if (!parameters.has(key))
            parameters.set(key, quoted?.replace(/\\(.)/gs, '$1') ?? token);
    }
    const value = text.split(';', 1)[0] ?? '';
    return {
        value: value
            .replace(/\([^()]*\)/g, '')
            .trim()
            .toLowerCase(),
        parameters,
    };
}
//# sourceMappingURL=mime-headers.js.map