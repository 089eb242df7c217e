/** Hashes of a partition's images as bytes, little-endian: hashes (n × u64), then ordinals (n × u32). */
export function writeHashFile(entries) {
    const count = entries.length;
    const bytes = new Uint8Array(12 * count);
    const hashes = new BigUint64Array(bytes.buffer, 0, count);
    const ordinals = new Uint32Array(bytes.buffer, 8 * count, count);
    for (const [place, { ordinal, hash }] of entries.entries()) {
        hashes[place] = hash;
        ordinals[place] = ordinal;
    }
    return bytes;
}
export function readHashFile(bytes) {
    const { buffer } = new Uint8Array(bytes);
    const count = bytes.length / 12;
    return { hashes: new BigUint64Array(buffer, 0, count), ordinals: new Uint32Array(buffer, 8 * count, count) };
}
//# sourceMappingURL=hash-file.js.map