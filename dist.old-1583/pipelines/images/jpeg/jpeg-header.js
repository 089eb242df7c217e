import { readOrientation } from './exif-orientation.js';
import { readHuffmanTables } from './huffman-table.js';
import { markerSegments, startOfScan } from './marker-segments.js';
export const largestJpegSide = 65_500;
export const mostJpegPixels = 50_000_000;
/**
 * Reads the markers of a JPEG up to its entropy-coded data. Null for all that the decoder does not know, which is no
 * judgement of the file: anything but baseline or extended sequential Huffman coding of 8 bits in one scan; components
 * other than grey or YCbCr; samplings other than `JpegSampling`; an ICC profile; tables or EXIF data that are missing or
 * wrong; sides beyond `largestJpegSide`, more than `mostJpegPixels`. Time and memory: those of the markers. ITU-T T.81.
 */
export function readJpegHeader(bytes) {
    const read = { frame: null, quantization: [], dc: [], ac: [], restartInterval: 0, orientation: null };
    for (const { marker, body, end } of markerSegments(bytes)) {
        if (marker === startOfScan)
            return headerOf(read, body, end);
        if (!readMarker(read, marker, body))
            return null;
    }
    return null;
}
/** False for a marker that the decoder does not know or whose contents are wrong. */
function readMarker(read, marker, body) {
    switch (marker) {
        case 0xc0:
        case 0xc1:
            if (read.frame !== null)
                return false;
            read.frame = frameOf(body);
            return read.frame !== null;
        case 0xc4:
            return readHuffmanTables(body, read.dc, read.ac);
        case 0xdb:
            return readQuantization(body, read.quantization);
        case 0xdd:
            read.restartInterval = byteAt(body, 0) * 256 + byteAt(body, 1);
            return body.length === 2;
        case 0xe1:
            if (!beginsWith(body, 'Exif\0\0'))
                return true;
            if (read.orientation !== null)
                return false;
            read.orientation = readOrientation(body.subarray(6));
            return read.orientation !== null;
        case 0xe2:
            return !beginsWith(body, 'ICC_PROFILE');
        case 0xee:
            // Adobe's transform 1 is YCbCr.
            return !beginsWith(body, 'Adobe') || (body.length >= 12 && body[11] === 1);
        default:
            return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
    }
}
function frameOf(body) {
    const height = byteAt(body, 1) * 256 + byteAt(body, 2);
    const width = byteAt(body, 3) * 256 + byteAt(body, 4);
    const count = byteAt(body, 5);
    if (byteAt(body, 0) !== 8 || (count !== 1 && count !== 3) || body.length !== 6 + 3 * count)
        return null;
    if (width === 0 || height === 0 || Math.max(width, height) > largestJpegSide)
        return null;
    if (width * height > mostJpegPixels)
        return null;
    const components = Array.from({ length: count }, (_, c) => [byteAt(body, 6 + 3 * c), byteAt(body, 7 + 3 * c), byteAt(body, 8 + 3 * c)]);
    return { width, height, components };
}
function readQuantization(body, tables) {
    let at = 0;
    while (at < body.length) {
        const wide = byteAt(body, at) >> 4;
        const index = byteAt(body, at) & 15;
        at++;
        if (wide > 1 || index > 3 || at + 64 * (wide + 1) > body.length)
            return false;
        const table = new Uint16Array(64);
        for (let k = 0; k < 64; k++) {
            table[k] = wide === 1 ? byteAt(body, at + 2 * k) * 256 + byteAt(body, at + 2 * k + 1) : byteAt(body, at + k);
        }
        tables[index] = table;
        at += 64 * (wide + 1);
    }
    return true;
}
/** The header, where the scan holds all of the frame's components, whole and in the frame's order. */
function headerOf(read, scan, entropyOffset) {
    const { frame, restartInterval } = read;
    const sampling = frame === null ? null : samplingOf(frame);
    if (frame === null || sampling === null)
        return null;
    const count = frame.components.length;
    if (scan.length !== 4 + 2 * count || scan[0] !== count)
        return null;
    if (scan[1 + 2 * count] !== 0 || scan[2 + 2 * count] !== 63 || scan[3 + 2 * count] !== 0)
        return null;
    const components = [];
    for (const [c, [id, , table]] of frame.components.entries()) {
        const quantization = read.quantization[table];
        const dc = read.dc[byteAt(scan, 2 + 2 * c) >> 4];
        const ac = read.ac[byteAt(scan, 2 + 2 * c) & 15];
        if (scan[1 + 2 * c] !== id || quantization === undefined || dc === undefined || ac === undefined)
            return null;
        components.push({ quantization, dc, ac });
    }
    const { width, height } = frame;
    return { width, height, sampling, components, restartInterval, entropyOffset, orientation: read.orientation ?? 1 };
}
function samplingOf({ components }) {
    const [luma, blue, red] = components;
    // A single component's factors do not matter, but must be in the standard's range.
    if (luma === undefined)
        return null;
    if (blue === undefined || red === undefined)
        return isFactor(luma[1] >> 4) && isFactor(luma[1] & 15) ? 'grey' : null;
    if (blue[1] !== 0x11 || red[1] !== 0x11 || blue[0] === luma[0] || red[0] === luma[0] || red[0] === blue[0])
        return null;
    // Files without JFIF and Adobe markers may name RGB so.
    if (luma[0] === 0x52 && blue[0] === 0x47 && red[0] === 0x42)
        return null;
    return luma[1] === 0x22 ? '4:2:0' : luma[1] === 0x21 ? '4:2:2' : luma[1] === 0x11 ? '4:4:4' : null;
}
function isFactor(factor) {
    return factor >= 1 && factor <= 4;
}
function beginsWith(body, text) {
    for (let i = 0; i < text.length; i++)
        if (body[i] !== text.charCodeAt(i))
            return false;
    return true;
}
function byteAt(body, at) {
    return body[at] ?? 0;
}
//# sourceMappingURL=jpeg-header.js.map