/**
 * Token ids as a NumPy file, version 1.0, of one axis: `uint16`, or `uint32` for other than 16-bit arrays.
 * Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
 */
export function npyBytes(tokens) {
    const type = tokens instanceof Uint16Array ? 'u2' : 'u4';
    const start = `{'descr': '<${type}', 'fortran_order': False, 'shape': (${tokens.length},), }`;
    const headerBytes = 64 * Math.ceil((10 + start.length + 1) / 64) - 10;
    const header = Buffer.alloc(10);
    header.write('\x93NUMPY\x01\x00', 'latin1');
    header.writeUInt16LE(headerBytes, 8);
    return Buffer.concat([header, Buffer.from(`${start.padEnd(headerBytes - 1)}\n`), littleEndian(tokens)]);
}
/** Token ids, 16 bits each where the array has 16, else 32, the least significant byte first. */
export function littleEndian(tokens) {
    const width = tokens instanceof Uint16Array ? 2 : 4;
    const bytes = Buffer.alloc(width * tokens.length);
    for (let index = 0; index < tokens.length; index++)
        bytes.writeUIntLE(tokens[index] ?? 0, width * index, width);
    return bytes;
}
//# sourceMappingURL=npy.js.map