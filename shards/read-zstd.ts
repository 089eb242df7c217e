import { zstdDecompressSync } from 'node:zlib';
import { CompressionType, compressionRegistry } from 'apache-arrow';

/** Lets the library read record batches compressed with ZSTD. Repeating it does nothing. */
export function readZstd(): void {
  compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => zstdDecompressSync(bytes) });
}
