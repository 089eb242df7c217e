import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { CompressionType, compressionRegistry, RecordBatchFileWriter, } from 'apache-arrow';
import { BufferRegion, Message } from 'apache-arrow/ipc/metadata/message';
/** Lets the library read record batches compressed with ZSTD. Repeating it does nothing. */
export function readZstd() {
    compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => zstdDecompressSync(bytes) });
}
/**
 * Writes the Arrow IPC file format with ZSTD, in pieces that `take` hands over.
 *
 * It differs from the library's writer (21.2) in two places. A compressed buffer begins with its uncompressed length,
 * as the format says; the library writes the compressed one, which other readers refuse. And the schema message
 * stands before the first record batch, so that a reader of the stream format can read the file's middle part.
 * Source: Arrow Columnar Format 1.5, "IPC File Format" and "Compression".
 */
export class ZstdFileWriter extends RecordBatchFileWriter {
    pieces = [];
    level;
    constructor(level) {
        super({ compressionType: CompressionType.ZSTD });
        this.level = level;
    }
    /** Begins the file, so that a file without rows has a schema. */
    begin(schema) {
        this.reset(undefined, schema);
    }
    /** What was written since the last call. */
    take() {
        const bytes = Buffer.concat(this.pieces);
        this.pieces = [];
        return bytes;
    }
    /** Places of the record batches written so far. */
    blocks() {
        return this._recordBatchBlocks.map((block) => ({
            offset: block.offset,
            bytes: block.metaDataLength + block.bodyLength,
        }));
    }
    writeBatch(batch) {
        this._writeRecordBatch(batch);
    }
    _write(piece) {
        this.pieces.push(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength));
        this._position += piece.byteLength;
        return this;
    }
    _writeSchema(schema) {
        super._writeSchema(schema);
        return this._writeMessage(Message.from(schema));
    }
    _compressBodyBuffers(buffers) {
        const written = [];
        const bufferRegions = [];
        let offset = 0;
        for (const buffer of buffers) {
            const plain = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
            const [prefix, body] = compressed(plain, this.level);
            const bytes = prefix.length + body.length;
            written.push(prefix, body);
            bufferRegions.push(new BufferRegion(offset, bytes));
            offset += (bytes + 7) & ~7;
        }
        return { byteLength: offset, bufferRegions, buffers: written };
    }
}
const none = new Uint8Array(0);
/** Prefix and body of a buffer: the prefix is the uncompressed length, or -1 where the body is stored as it is. */
function compressed(plain, level) {
    if (plain.length === 0)
        return [none, none];
    const packed = zstdCompressSync(plain, { params: { [constants.ZSTD_c_compressionLevel]: level } });
    const smaller = packed.length < plain.length;
    const prefix = new Uint8Array(8);
    new DataView(prefix.buffer).setBigInt64(0, BigInt(smaller ? plain.length : -1), true);
    return [prefix, smaller ? packed : plain];
}
//# sourceMappingURL=arrow-compression.js.map