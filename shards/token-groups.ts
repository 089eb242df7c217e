import { bufferValues, ofMessage } from './batch-buffers.ts';
import { readRecordBatchHeader } from './record-batch-header.ts';
import { tokenIdBytes } from './token-id-bytes.ts';
import type { TokenShape } from './tokens.ts';

/** All rows of a record batch of a token shard. Row r's tokens are `tokens[r × length, (r + 1) × length)`. */
export interface TokenGroup {
  readonly rows: number;
  readonly tokens: Uint16Array | Uint32Array;
  readonly used: Uint32Array;
}

/** Where the values of a record batch stand in its message that streams read; where `zstd`, compressed. */
export interface TokenGroupLayout {
  readonly zstd: boolean;
  readonly tokens: BufferPlace;
  readonly used: BufferPlace;
}

/** Counted from the message's first byte. */
interface BufferPlace {
  readonly offset: number;
  readonly bytes: number;
}

/** The list of tokens, its items, and `used`; before the values of each stands a buffer of its validity. */
const fields = { nodes: 3, buffers: 5, tokens: 2, used: 4 };

/** More than the header of a token shard's record batch takes. */
export const tokenGroupHeadBytes = 4096;

/**
 * Finds the values in the message of a record batch of a token shard: of `bytes` bytes, of which `head` is the beginning.
 *
 * @throws MillraceError `bad-file`, `at` the shard's key, where it is not such a message of `rows` rows
 * Source: Arrow Columnar Format 1.5, "Encapsulated message format".
 */
export function tokenGroupLayout(
  head: Uint8Array,
  { length, vocabulary }: TokenShape,
  { rows, bytes }: { readonly rows: number; readonly bytes: number },
  at: string,
): TokenGroupLayout {
  return ofMessage(at, () => {
    const header = readRecordBatchHeader(head, fields.nodes, fields.buffers);
    const found = [header.rows, ...header.nodes.map((node) => node.length)];
    if (found.join() !== [rows, rows, rows * length, rows].join() || header.nodes.some(({ nulls }) => nulls !== 0)) {
      throw new RangeError('another shape than the manifest says');
    }
    const placeOf = (buffer: number, plainBytes: number): BufferPlace => {
      const place = header.buffers[buffer] ?? { offset: -1, bytes: 0 };
      const offset = header.bodyStart + place.offset;
      const isInside = place.offset >= 0 && place.bytes >= 0 && offset + place.bytes <= bytes;
      if (!isInside) throw new RangeError('a buffer outside the body');
      if (!header.zstd && place.bytes < plainBytes) throw new RangeError('a buffer of another length');
      return { offset, bytes: place.bytes };
    };
    return {
      zstd: header.zstd,
      tokens: placeOf(fields.tokens, rows * length * tokenIdBytes({ vocabulary })),
      used: placeOf(fields.used, rows * 4),
    };
  });
}

/**
 * Decodes the message of a record batch, bytes [offset, offset + bytes) of its row group in a token shard. The other
 * columns stay as they are: reading whole rows costs four times as much.
 *
 * @throws MillraceError `bad-file`, `at` the shard's key, where it is not such a message of `rows` rows
 * Source: Arrow Columnar Format 1.5, "Encapsulated message format" and "Compression".
 */
export function decodeTokenGroup(message: Uint8Array, shape: TokenShape, rows: number, at: string): TokenGroup {
  const width = tokenIdBytes(shape);
  const { zstd, tokens, used } = tokenGroupLayout(message, shape, { rows, bytes: message.byteLength }, at);
  return ofMessage(at, () => {
    const valuesOf = ({ offset, bytes }: BufferPlace, plainBytes: number): ArrayBuffer =>
      bufferValues(message.subarray(offset, offset + bytes), zstd, plainBytes);
    const ids = valuesOf(tokens, rows * shape.length * width);
    return {
      rows,
      tokens: width === 2 ? new Uint16Array(ids) : new Uint32Array(ids),
      used: usedTokens(new Uint32Array(valuesOf(used, rows * 4)), shape, at),
    };
  });
}

/** `used`, held to the sequences' length. Throws MillraceError `bad-file`. */
export function usedTokens(used: Uint32Array, { length }: TokenShape, at: string): Uint32Array {
  return ofMessage(at, () => {
    for (const count of used) if (count > length) throw new RangeError('more tokens than a sequence has');
    return used;
  });
}
