import { zstdDecompressSync } from 'node:zlib';
import { MillraceError } from '../core/errors.ts';

/** What `read` makes of a record batch's message. Whatever it throws for damaged bytes is a MillraceError `bad-file`. */
export function ofMessage<T>(at: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof MillraceError) throw error;
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
export function bufferValues(stored: Uint8Array, zstd: boolean, bytes: number): ArrayBuffer {
  if (!zstd) return copyOf(stored, bytes);
  const plainBytes = new DataView(stored.buffer, stored.byteOffset, stored.byteLength).getBigInt64(0, true);
  const values = stored.subarray(8);
  if (plainBytes === -1n) return copyOf(values, bytes);
  if (plainBytes !== BigInt(bytes)) throw new RangeError('a buffer of another length');
  // Room for all of it at once spares zlib its pieces and their joining: 2.4 times as fast.
  const plain = zstdDecompressSync(values, { chunkSize: Math.max(64, bytes), maxOutputLength: bytes });
  if (plain.byteLength !== bytes) throw new RangeError('a buffer of another length');
  const { buffer, byteOffset } = plain;
  return byteOffset === 0 && buffer instanceof ArrayBuffer && buffer.byteLength === bytes
    ? buffer
    : copyOf(plain, bytes);
}

function copyOf(values: Uint8Array, bytes: number): ArrayBuffer {
  if (values.byteLength < bytes) throw new RangeError('a buffer of another length');
  return Uint8Array.from(values.subarray(0, bytes)).buffer;
}
