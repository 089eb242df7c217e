const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const dash = 0x2d;
/**
 * The parts between the boundary lines of a multipart body, without the line end before each boundary; what stands
 * before the first and after the closing boundary is left out. Undefined where no boundary line is found. A part that
 * the message's end cuts short is a part. Stops at `maxParts` parts. Linear.
 * Source: RFC 2046 section 5.1.1
 */
export function splitMultipart(body, boundary, maxParts) {
    if (boundary.length === 0)
        return undefined;
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
    const delimiter = Buffer.from(`--${boundary}`);
    const parts = [];
    let start;
    for (let at = bytes.indexOf(delimiter); at >= 0; at = bytes.indexOf(delimiter, at + delimiter.length)) {
        if (at > 0 && bytes[at - 1] !== lineFeed)
            continue;
        const behind = at + delimiter.length;
        const closing = bytes[behind] === dash && bytes[behind + 1] === dash;
        const feed = bytes.indexOf(lineFeed, behind);
        const end = feed < 0 ? bytes.length : feed;
        if (!isBlank(bytes, closing ? behind + 2 : behind, end))
            continue;
        if (start !== undefined)
            parts.push(bytes.subarray(start, lineEnd(bytes, start, at)));
        start = closing ? undefined : Math.min(end + 1, bytes.length);
        if (closing || parts.length === maxParts)
            break;
    }
    if (start !== undefined)
        parts.push(bytes.subarray(start));
    return parts.length === 0 ? undefined : parts;
}
function isBlank(bytes, from, to) {
    for (let at = from; at < to; at++) {
        const byte = bytes[at];
        if (byte !== 0x20 && byte !== 0x09 && byte !== carriageReturn)
            return false;
    }
    return true;
}
/** Index of the line end that belongs to the boundary at `at`. */
function lineEnd(bytes, start, at) {
    const end = at - 1;
    if (end <= start)
        return start;
    return bytes[end - 1] === carriageReturn ? end - 1 : end;
}
//# sourceMappingURL=multipart.js.map