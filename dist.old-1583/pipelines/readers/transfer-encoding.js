/**
 * Bytes of a MIME body whose `Content-Transfer-Encoding` is undone; the same bytes for `7bit`, `8bit`, `binary` and
 * encodings that nobody knows. Damaged encoding is passed over, never refused. Linear.
 * Source: RFC 2045 sections 6.7 and 6.8
 */
export function undoTransferEncoding(body, encoding) {
    switch (encoding) {
        case 'base64':
            // Ends at the first padding, and so before the footers that mailing lists append.
            return Buffer.from(Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1'), 'base64');
        case 'quoted-printable':
            return undoQuotedPrintable(body);
        default:
            return body;
    }
}
const equals = 0x3d;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
function undoQuotedPrintable(body) {
    const out = new Uint8Array(body.length);
    let length = 0;
    for (let at = 0; at < body.length; at++) {
        const byte = body[at] ?? 0;
        if (byte !== equals) {
            out[length++] = byte;
            continue;
        }
        const value = hexDigit(body[at + 1]) * 16 + hexDigit(body[at + 2]);
        const softBreak = softBreakEnd(body, at + 1);
        if (value >= 0) {
            out[length++] = value;
            at += 2;
        }
        else if (softBreak > at)
            at = softBreak;
        else
            out[length++] = byte;
    }
    return out.subarray(0, length);
}
/** A hexadecimal digit's value; so far below zero that no other digit makes the sum positive where it is none. */
function hexDigit(byte) {
    if (byte === undefined)
        return -512;
    if (byte >= 0x30 && byte <= 0x39)
        return byte - 0x30;
    const letter = byte | 0x20;
    return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -512;
}
/** Index of the LF that ends a line whose rest, from `at`, is blank; -1 where the line goes on. */
function softBreakEnd(body, at) {
    let end = at;
    while (body[end] === 0x20 || body[end] === 0x09)
        end++;
    if (body[end] === carriageReturn)
        end++;
    if (end === body.length)
        return end;
    return body[end] === lineFeed ? end : -1;
}
//# sourceMappingURL=transfer-encoding.js.map