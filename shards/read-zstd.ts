import { zstdDecompressSync } from 'node:zlib';
import { CompressionType, compressionRegistry } from 'apache-arrow';

/** Before a compressed buffer stands its plain length, 64 bits. */
const prefixBytes = 8;
const mostAtOnce = 2 ** 30;
const leastAtOnce = 2 ** 14;

/** Lets the library read record batches compressed with ZSTD. Repeating it does nothing. */
export function readZstd(): void {
  compressionRegistry.set(CompressionType.ZSTD, { decode });
}

/** The library hands over a view of what follows the plain length. */
function decode(bytes: Uint8Array): Uint8Array {
  const plain = new DataView(bytes.buffer, bytes.byteOffset - prefixBytes, prefixBytes).getBigUint64(0, true);
  // Room for all of it at once spares zlib its pieces and their joining.
  const chunkSize = plain <= mostAtOnce ? Math.max(leastAtOnce, Number(plain)) : leastAtOnce;
  return zstdDecompressSync(bytes, { chunkSize });
}
