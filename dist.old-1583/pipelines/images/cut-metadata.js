import { joinBytes } from '../../core/join-bytes.js';
import { cutJpegMetadata } from './cut-jpeg-metadata.js';
import { pngChunks } from './png-chunks.js';
import { webpChunks } from './webp-chunks.js';
/**
 * The same picture without what is told about it: EXIF with its GPS place, XMP, IPTC, comments, thumbnails,
 * colour profiles, and whatever follows the image's end. Of an animated PNG the still image is left. Nothing is decoded. The
 * same object where there is nothing to cut; null where the file's structure is not as its format says, or
 * the format is none of JPEG, PNG and WebP.
 *
 * EXIF's orientation and the profile go too: only for files whose orientation is 1 and whose colours are sRGB.
 */
export function cutMetadata(format, bytes) {
    if (format === 'jpeg')
        return cutJpegMetadata(bytes);
    if (format === 'png')
        return cutPng(bytes);
    return format === 'webp' ? cutWebp(bytes) : null;
}
const pngAsides = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'acTL', 'fcTL', 'fdAT', 'caBX', 'iCCP']);
function cutPng(bytes) {
    const kept = [bytes.subarray(0, 8)];
    let last = '';
    for (const { type, start, end } of pngChunks(bytes)) {
        last = type;
        if (!pngAsides.has(type))
            kept.push(bytes.subarray(start, end));
    }
    return last === 'IEND' ? joined(kept, bytes) : null;
}
/** Bits of the first byte of `VP8X` that say that the file has a profile, EXIF, and XMP. */
const webpAsideFlags = 0x20 | 0x08 | 0x04;
function cutWebp(bytes) {
    const kept = [bytes.subarray(0, 12)];
    let reached = 12;
    for (const { type, start, end } of webpChunks(bytes)) {
        reached = end;
        if (type !== 'EXIF' && type !== 'XMP ' && type !== 'ICCP')
            kept.push(bytes.subarray(start, end));
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (reached !== 8 + view.getUint32(4, true))
        return null;
    const cut = joined(kept, bytes);
    if (cut === bytes)
        return bytes;
    new DataView(cut.buffer).setUint32(4, cut.length - 8, true);
    const isExtended = String.fromCharCode(...cut.subarray(12, 16)) === 'VP8X';
    if (isExtended)
        cut[20] = (cut[20] ?? 0) & ~webpAsideFlags;
    return cut;
}
/** The object itself where the parts are all of it. */
function joined(parts, whole) {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    return length === whole.length ? whole : joinBytes(parts);
}
//# sourceMappingURL=cut-metadata.js.map