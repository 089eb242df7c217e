/** CRC-32C (Castagnoli) of each byte, reflected: RFC 3720, appendix B.4. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit += 1)
        rest = rest & 1 ? (rest >>> 1) ^ 0x82f63b78 : rest >>> 1;
    return rest;
});
export function crc32c(bytes) {
    let crc = 0xffffffff;
    for (const byte of bytes)
        crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
    return ~crc >>> 0;
}
/** The checksum of TFRecord files: rotated and offset, since it stands among bytes that have checksums themselves. */
export function maskedCrc32c(bytes) {
    const crc = crc32c(bytes);
    return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
//# sourceMappingURL=masked-crc32c.js.map