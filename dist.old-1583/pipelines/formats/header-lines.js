const latin1 = new TextDecoder('latin1');
const maxLineBytes = 64 * 1024;
const maxLines = 1000;
/** One line without its end; `too-long` beyond 64 KiB or beyond `limit` bytes, undefined at the end of the stream. */
export async function readLine(cursor, limit = maxLineBytes) {
    const line = await cursor.line(Math.min(limit, maxLineBytes));
    if (line === undefined)
        return 'too-long';
    return line.length === 0 ? undefined : latin1.decode(line).replace(/\r?\n$/, '');
}
/**
 * Lines up to the empty one that ends them, within `limit` bytes; the stream's end ends them too. `malformed` where a
 * line is longer than 64 KiB, or where there are more than 1,000.
 */
export async function readHeaderLines(cursor, limit) {
    const headers = new Map();
    const end = cursor.offset + limit;
    let last = '';
    for (let count = 0; count < maxLines; count++) {
        if (cursor.offset >= end)
            return headers;
        const line = await readLine(cursor, end - cursor.offset);
        if (line === undefined || line === '')
            return headers;
        if (line === 'too-long')
            return 'malformed';
        if (/^[ \t]/.test(line)) {
            headers.set(last, `${headers.get(last) ?? ''} ${line.trim()}`.trim());
            continue;
        }
        const colon = line.indexOf(':');
        if (colon < 1)
            continue;
        last = line.slice(0, colon).trim().toLowerCase();
        if (!headers.has(last))
            headers.set(last, line.slice(colon + 1).trim());
    }
    return 'malformed';
}
//# sourceMappingURL=header-lines.js.map