const polynomial = 0x04c11db7;
const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << 24;
    for (let bit = 0; bit < 8; bit++)
        crc = crc < 0 ? (crc << 1) ^ polynomial : crc << 1;
    return crc;
});
const pieceBytes = 256 * 1024;
/** So many equal bytes are followed by how often the byte comes again. */
const runLength = 4;
/**
 * The bytes of a block, in pieces of at most 256 KiB. A block may hold 51 times as many bytes as it has places.
 * Returns whether its checksum fits.
 * Source: Joe Tsai, "BZIP2: Format Specification", sections on RLE1 and CRC
 */
export function* bzip2Text({ order, length, start, crc }) {
    let piece = new Uint8Array(pieceBytes);
    let filled = 0;
    let sum = -1;
    let place = order[start] >>> 8;
    let last = -1;
    let equal = 0;
    for (let index = 0; index < length; index++) {
        const entry = order[place];
        const byte = entry & 0xff;
        place = entry >>> 8;
        let times = 1;
        let value = byte;
        if (equal === runLength) {
            times = byte;
            value = last;
            equal = 0;
            last = -1;
        }
        else {
            equal = byte === last ? equal + 1 : 1;
            last = byte;
        }
        for (; times > 0; times--) {
            sum = (sum << 8) ^ crcTable[(sum >>> 24) ^ value];
            piece[filled++] = value;
            if (filled < pieceBytes)
                continue;
            yield piece;
            piece = new Uint8Array(pieceBytes);
            filled = 0;
        }
    }
    if (filled > 0)
        yield piece.subarray(0, filled);
    return ~sum >>> 0 === crc >>> 0;
}
//# sourceMappingURL=bzip2-text.js.map