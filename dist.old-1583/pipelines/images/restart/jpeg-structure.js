import { markerSegments, startOfScan } from '../jpeg/marker-segments.js';
/**
 * The parts of a JPEG. Null for all but baseline and extended sequential Huffman coding of 8 bits whose first scan holds
 * all components, and for markers that contradict each other. Time: that of the markers.
 */
export function readJpegStructure(bytes) {
    const segments = [];
    const tables = Array.from({ length: 8 }, () => undefined);
    let frame;
    let restartInterval = 0;
    for (const { marker, start, end, body } of markerSegments(bytes)) {
        if (marker === startOfScan) {
            const components = frame === undefined ? null : scanComponents(body, frame);
            if (frame === undefined || components === null)
                return null;
            const scanHeader = bytes.subarray(start, end);
            return { segments, scanHeader, components, tables, ...mcus(frame), restartInterval, entropyOffset: end };
        }
        if (marker === DHT) {
            if (!readTables(body, tables))
                return null;
        }
        else if (marker === DRI) {
            if (body.length !== 2)
                return null;
            restartInterval = uint16(body, 0);
        }
        else if (marker === SOF0 || marker === SOF1) {
            if (frame !== undefined)
                return null;
            frame = readFrame(body) ?? undefined;
            if (frame === undefined)
                return null;
            segments.push({ marker, bytes: bytes.subarray(start, end) });
        }
        else if (marker === DQT || marker === COM || (marker >= APP0 && marker <= APP15)) {
            segments.push({ marker, bytes: bytes.subarray(start, end) });
        }
        else {
            return null;
        }
    }
    return null;
}
const SOF0 = 0xc0;
const SOF1 = 0xc1;
const DHT = 0xc4;
const DQT = 0xdb;
const DRI = 0xdd;
const APP0 = 0xe0;
const APP15 = 0xef;
const COM = 0xfe;
function readFrame(body) {
    const count = body[5] ?? 0;
    const width = uint16(body, 3);
    const height = uint16(body, 1);
    if (body[0] !== 8 || width === 0 || height === 0 || count < 1 || count > 4 || body.length !== 6 + 3 * count)
        return null;
    const components = Array.from({ length: count }, (_, i) => {
        const factors = body[7 + 3 * i] ?? 0;
        return { id: body[6 + 3 * i] ?? 0, across: factors >> 4, down: factors & 15 };
    });
    const sound = components.every(({ across, down }) => across >= 1 && across <= 4 && down >= 1 && down <= 4);
    return sound ? { width, height, components } : null;
}
function mcus({ width, height, components }) {
    const alone = components.length === 1;
    const across = alone ? 1 : Math.max(...components.map((component) => component.across));
    const down = alone ? 1 : Math.max(...components.map((component) => component.down));
    return { mcusPerRow: Math.ceil(width / (8 * across)), mcuRows: Math.ceil(height / (8 * down)) };
}
function scanComponents(body, frame) {
    const count = frame.components.length;
    const at = 1 + 2 * count;
    if (body[0] !== count || body.length !== at + 3)
        return null;
    if (body[at] !== 0 || body[at + 1] !== 63 || body[at + 2] !== 0)
        return null;
    const found = [];
    for (const [i, { id, across, down }] of frame.components.entries()) {
        const tables = body[2 + 2 * i] ?? 0;
        if (body[1 + 2 * i] !== id || tables >> 4 > 3 || (tables & 15) > 3)
            return null;
        found.push({ blocks: count === 1 ? 1 : across * down, dcTable: tables >> 4, acTable: tables & 15 });
    }
    return found.reduce((sum, { blocks }) => sum + blocks, 0) <= 10 ? found : null;
}
function readTables(body, tables) {
    let at = 0;
    while (at < body.length) {
        const kind = body[at] ?? 0;
        const counts = body.subarray(at + 1, at + 17);
        const total = counts.reduce((sum, count) => sum + count, 0);
        const symbols = body.subarray(at + 17, at + 17 + total);
        if (kind >> 4 > 1 || (kind & 15) > 3 || counts.length < 16 || symbols.length < total)
            return false;
        tables[(kind >> 4) * 4 + (kind & 15)] = { counts, symbols };
        at += 17 + total;
    }
    return true;
}
function uint16(bytes, at) {
    return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
//# sourceMappingURL=jpeg-structure.js.map