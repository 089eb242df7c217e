const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const comment = 0xfe;
/**
 * A JPEG without its application segments and comments, except those that say how its colours are coded (JFIF,
 * Adobe), and without what follows its end: further pictures, and their own EXIF, are put there.
 * The same object where there is nothing to cut; null where a marker is missing or the image has no end.
 */
export function cutJpegMetadata(bytes) {
    if (bytes[0] !== 0xff || bytes[1] !== startOfImage)
        return null;
    const cut = new Uint8Array(bytes.length);
    let length = 0;
    const keep = (start, end) => {
        cut.set(bytes.subarray(start, end), length);
        length += end - start;
    };
    keep(0, 2);
    for (let at = 2; at + 2 <= bytes.length;) {
        if (bytes[at] !== 0xff)
            return null;
        const marker = bytes[at + 1] ?? 0;
        if (marker === 0xff) {
            at++;
            continue;
        }
        if (marker === endOfImage) {
            keep(at, at + 2);
            return length === bytes.length ? bytes : cut.slice(0, length);
        }
        if (marker < 0xc0 || (marker >= 0xd0 && marker <= startOfImage))
            return null;
        const segmentEnd = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
        if (segmentEnd < at + 4 || segmentEnd > bytes.length)
            return null;
        const end = marker === startOfScan ? scanEnd(bytes, segmentEnd) : segmentEnd;
        if (!isAside(bytes, at, marker))
            keep(at, end);
        at = end;
    }
    return null;
}
/** Where the next marker begins that is not part of a scan's data: neither a stuffed byte nor a restart. */
function scanEnd(bytes, start) {
    let at = bytes.indexOf(0xff, start);
    while (at >= 0 && at + 1 < bytes.length) {
        const marker = bytes[at + 1] ?? 0;
        if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7))
            return at;
        at = bytes.indexOf(0xff, at + (marker === 0xff ? 1 : 2));
    }
    return bytes.length;
}
function isAside(bytes, at, marker) {
    if (marker === comment)
        return true;
    if (marker < 0xe0 || marker > 0xef)
        return false;
    const says = (name) => Buffer.from(bytes.subarray(at + 4, at + 4 + name.length)).equals(Buffer.from(name));
    return !((marker === 0xe0 && says('JFIF\0')) || (marker === 0xee && says('Adobe')));
}
//# sourceMappingURL=cut-jpeg-metadata.js.map