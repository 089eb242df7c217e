import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { snappyUncompress } from 'hyparquet';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors';
const atMost = (length) => ({ maxOutputLength: Math.max(1, length) });
/** Decompressors of Parquet's codecs, none of which gives more bytes than it is told. They throw for what is damaged. */
export const parquetCodecs = {
    UNCOMPRESSED: (bytes) => bytes,
    SNAPPY: (bytes, length) => {
        const page = new Uint8Array(length);
        snappyUncompress(bytes, page);
        return page;
    },
    ZSTD: (bytes, length) => zstdDecompressSync(bytes, atMost(length)),
    GZIP: (bytes, length) => gunzipSync(bytes, atMost(length)),
    BROTLI: (bytes, length) => brotliDecompressSync(bytes, atMost(length)),
    LZ4: decompressLz4,
    LZ4_RAW: decompressLz4Raw,
};
//# sourceMappingURL=parquet-codecs.js.map