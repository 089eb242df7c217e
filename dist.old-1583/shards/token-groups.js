import { zstdDecompressSync } from 'node:zlib';
import { MillraceError } from '../core/errors.js';
import { readRecordBatchHeader } from './record-batch-header.js';
import { tokenIdBytes } from './token-id-bytes.js';
/** The list of tokens, its items, and `used`; before the values of each stands a buffer of its validity. */
const fields = { nodes: 3, buffers: 5, tokens: 2, used: 4 };
/**
 * Decodes the message of a record batch, bytes [offset, offset + bytes) of its row group in a token shard. The other
 * columns stay as they are: reading whole rows costs four times as much.
 *
 * @throws MillraceError `bad-file`, `at` the shard's key, where it is not such a message of `rows` rows
 * Source: Arrow Columnar Format 1.5, "Encapsulated message format" and "Compression".
 */
export function decodeTokenGroup(message, shape, rows, at) {
    const width = tokenIdBytes(shape);
    const items = rows * shape.length;
    try {
        const header = readRecordBatchHeader(message, fields.nodes, fields.buffers);
        const lengths = [header.rows, ...header.nodes.map(({ length }) => length)];
        if (lengths.join() !== [rows, rows, items, rows].join() || header.nodes.some(({ nulls }) => nulls !== 0)) {
            throw new RangeError('another shape than the manifest says');
        }
        const body = message.subarray(header.bodyStart);
        const valuesOf = (buffer, bytes) => bufferValues(body, header.buffers[buffer] ?? { offset: 0, bytes: 0 }, header.zstd, bytes);
        const tokens = valuesOf(fields.tokens, items * width);
        return {
            rows,
            tokens: width === 2 ? new Uint16Array(tokens) : new Uint32Array(tokens),
            used: checkUsed(new Uint32Array(valuesOf(fields.used, rows * 4)), shape.length),
        };
    }
    catch (error) {
        throw new MillraceError('bad-file', 'a record batch is damaged', {
            at,
            hint: 'run `millrace verify`',
            cause: error,
        });
    }
}
/**
 * A buffer's values, in memory of their own for the sake of alignment. A compressed buffer begins with its plain length,
 * or with −1 where it was stored as it is.
 */
function bufferValues(body, { offset, bytes: stored }, zstd, bytes) {
    if (offset < 0 || stored < 0 || offset + stored > body.byteLength)
        throw new RangeError('a buffer outside the body');
    if (!zstd)
        return copyOf(body.subarray(offset, offset + stored), bytes);
    const plainBytes = new DataView(body.buffer, body.byteOffset + offset, stored).getBigInt64(0, true);
    const values = body.subarray(offset + 8, offset + stored);
    if (plainBytes === -1n)
        return copyOf(values, bytes);
    if (plainBytes !== BigInt(bytes))
        throw new RangeError('a buffer of another length');
    // Room for all of it at once spares zlib its pieces and their joining: 2.4 times as fast.
    const plain = zstdDecompressSync(values, { chunkSize: Math.max(64, bytes), maxOutputLength: bytes });
    if (plain.byteLength !== bytes)
        throw new RangeError('a buffer of another length');
    const { buffer, byteOffset } = plain;
    return byteOffset === 0 && buffer instanceof ArrayBuffer && buffer.byteLength === bytes
        ? buffer
        : copyOf(plain, bytes);
}
function copyOf(values, bytes) {
    if (values.byteLength < bytes)
        throw new RangeError('a buffer of another length');
    return Uint8Array.from(values.subarray(0, bytes)).buffer;
}
function checkUsed(used, length) {
    for (const count of used)
        if (count > length)
            throw new RangeError('more tokens than a sequence has');
    return used;
}
//# sourceMappingURL=token-groups.js.map