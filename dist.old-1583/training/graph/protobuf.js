/**
 * Fields of a protocol buffer message in wire format; a message is its fields, concatenated.
 * Source: protobuf.dev, "Encoding".
 */
export function message(...fields) {
    return Buffer.concat(fields);
}
/** An integer, a boolean as 0 or 1, or a value of an enumeration. Negative values as two's complement of 64 bits. */
export function varintField(number, value) {
    return Buffer.from([...varint(BigInt(number) << 3n), ...varint(BigInt.asUintN(64, BigInt(value)))]);
}
export function floatField(number, value) {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    return message(Buffer.from(varint((BigInt(number) << 3n) | 5n)), bytes);
}
export function doubleField(number, value) {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    return message(Buffer.from(varint((BigInt(number) << 3n) | 1n)), bytes);
}
/** Bytes, text in UTF-8, or a message. */
export function bytesField(number, value) {
    const bytes = Buffer.from(value);
    return message(Buffer.from([...varint((BigInt(number) << 3n) | 2n), ...varint(BigInt(bytes.length))]), bytes);
}
function varint(value) {
    const bytes = [];
    let rest = value;
    while (rest > 127n) {
        bytes.push(Number(rest & 127n) | 128);
        rest >>= 7n;
    }
    return [...bytes, Number(rest)];
}
//# sourceMappingURL=protobuf.js.map