const maxDepth = 16;
const maxVarintBytes = 10;
/**
 * The struct that begins at a place, and where it ends; undefined where there is none. Takes time and memory in the
 * bytes that it reads: no length in them is believed before so many bytes are there.
 * Source: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */
export function readThrift(bytes, at) {
    const reading = { bytes, at };
    const struct = readStruct(reading, 0);
    return struct === undefined ? undefined : { struct, end: reading.at };
}
function readStruct(reading, depth) {
    if (depth > maxDepth)
        return undefined;
    const fields = new Map();
    let id = 0;
    for (;;) {
        const head = reading.bytes[reading.at++];
        if (head === undefined)
            return undefined;
        if (head === 0)
            return fields;
        const type = head & 0x0f;
        const step = head >> 4;
        const next = step === 0 ? readInteger(reading) : id + step;
        if (next === undefined)
            return undefined;
        id = next;
        const value = type === 1 || type === 2 ? type === 1 : readValue(reading, type, depth);
        if (value === undefined)
            return undefined;
        fields.set(id, value);
    }
}
function readValue(reading, type, depth) {
    const { bytes } = reading;
    if (type <= 3) {
        const byte = bytes[reading.at++];
        return byte === undefined || type === 3 ? byte : byte === 1;
    }
    if (type <= 6)
        return readInteger(reading);
    if (type === 7) {
        reading.at += 8;
        return reading.at > bytes.length
            ? undefined
            : new DataView(bytes.buffer, bytes.byteOffset + reading.at - 8, 8).getFloat64(0, true);
    }
    if (type === 8) {
        const length = readVarint(reading);
        if (length === undefined || length > bytes.length - reading.at)
            return undefined;
        reading.at += length;
        return bytes.subarray(reading.at - length, reading.at);
    }
    if (type === 9)
        return readList(reading, depth);
    return type === 12 ? readStruct(reading, depth + 1) : undefined;
}
function readList(reading, depth) {
    const head = reading.bytes[reading.at++];
    if (head === undefined || depth > maxDepth)
        return undefined;
    const size = head >> 4 === 15 ? readVarint(reading) : head >> 4;
    if (size === undefined)
        return undefined;
    const values = [];
    while (values.length < size) {
        const value = readValue(reading, head & 0x0f, depth + 1);
        if (value === undefined)
            return undefined;
        values.push(value);
    }
    return values;
}
function readInteger(reading) {
    const zigzag = readVarint(reading);
    if (zigzag === undefined)
        return undefined;
    return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
}
function readVarint(reading) {
    let value = 0;
    for (let count = 0; count < maxVarintBytes; count++) {
        const byte = reading.bytes[reading.at++];
        if (byte === undefined)
            return undefined;
        value += (byte & 0x7f) * 2 ** (7 * count);
        if (byte < 0x80)
            return value;
    }
    return undefined;
}
//# sourceMappingURL=thrift.js.map