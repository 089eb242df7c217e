/** Continuation mark, length of the metadata. */
const prefixBytes = 8;
/** `MetadataVersion.V5`, `MessageHeader.RecordBatch`, `CompressionType.ZSTD`. */
const [version5, recordBatch, zstdCodec] = [4, 3, 1];
/**
 * Reads the header of an encapsulated record batch message: its first `nodes` nodes and `buffers` buffers. It takes
 * what is asked for, whatever lengths the bytes claim, where apache-arrow would make as many objects.
 *
 * @throws RangeError where the bytes are no such message
 * Source: Arrow Columnar Format 1.5, Message.fbs; FlatBuffers, "Internals".
 */
export function readRecordBatchHeader(bytes, nodes, buffers) {
    const prefix = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const metadataBytes = prefix.getInt32(4, true);
    if (prefixBytes + metadataBytes > bytes.byteLength)
        throw new RangeError('metadata beyond the message');
    const view = new DataView(bytes.buffer, bytes.byteOffset + prefixBytes, metadataBytes);
    const message = tableAt(view, 0);
    if (view.getInt16(message(0), true) !== version5 || view.getUint8(message(1)) !== recordBatch) {
        throw new RangeError('no record batch');
    }
    const header = tableAt(view, message(2));
    const pairs = (field, count) => {
        const start = header(field);
        const vector = start + view.getUint32(start, true);
        if (view.getUint32(vector, true) < count)
            throw new RangeError('too few fields');
        return Array.from({ length: count }, (_, index) => {
            const place = vector + 4 + 16 * index;
            return [int64(view, place), int64(view, place + 8)];
        });
    };
    const codec = header.has(3) ? tableAt(view, header(3)) : undefined;
    return {
        rows: int64(view, header(0)),
        nodes: pairs(1, nodes).map(([length, nulls]) => ({ length, nulls })),
        buffers: pairs(2, buffers).map(([offset, length]) => ({ offset, bytes: length })),
        zstd: codec?.has(0) === true && view.getInt8(codec(0)) === zstdCodec,
        bodyStart: prefixBytes + metadataBytes,
    };
}
/** The table to which the offset at `place` points. Its fields' places stand in a table of offsets before or after it. */
function tableAt(view, place) {
    const start = place + view.getUint32(place, true);
    const offsets = start - view.getInt32(start, true);
    const offsetsBytes = view.getUint16(offsets, true);
    const offsetOf = (field) => 4 + 2 * field < offsetsBytes ? view.getUint16(offsets + 4 + 2 * field, true) : 0;
    const fieldAt = (field) => {
        const offset = offsetOf(field);
        if (offset === 0)
            throw new RangeError('a table lacks a field');
        return start + offset;
    };
    return Object.assign(fieldAt, { has: (field) => offsetOf(field) !== 0 });
}
/** Beyond 2^53 the number is not exact, and larger than any length that it could be. */
function int64(view, place) {
    return Number(view.getBigInt64(place, true));
}
//# sourceMappingURL=record-batch-header.js.map