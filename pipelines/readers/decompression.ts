import { type ByteStream, isProblem, type Problem, type ReadLimits } from '../reader.ts';
import { bzip2Stream } from './bzip2-stream.ts';
import { type Decoder, openDecoder } from './stream-decoder.ts';

const blockBytes = 64 * 1024;
/** Zstd frames that hold nothing, one after the other: each costs as much time as one that does. */
const mostEmptyFrames = 1000;

export type FileCompression = 'gzip' | 'zstd' | 'bzip2';

/** The compression that a key's last extension names: `.gz`, `.zst` or `.bz2`, or a tar's `.tgz`, `.tzst` or `.tbz2`. */
export function compressionOf(key: string): FileCompression | undefined {
  const extension = /\.(gz|tgz|zst|tzst|bz2|tbz2?)$/i.exec(key)?.[1]?.toLowerCase();
  if (extension === undefined) return undefined;
  if (extension.endsWith('gz')) return 'gzip';
  return extension.endsWith('zst') ? 'zstd' : 'bzip2';
}

/**
 * The bytes of a file, decompressed where its key says so. Gzip members, zstd frames and bzip2 streams that follow each
 * other are one stream; zero bytes after gzip are padding. Ends with one Problem where the file is cut short
 * (`truncated-gzip`), is damaged or followed by other bytes (`corrupt-gzip`), or grows too much (`expansion-ratio`); zstd
 * and bzip2 have the same words. Up to 64 KiB of good bytes right before damage are lost with it. Holds about 1 MiB at a
 * time, of bzip2 about 8 MiB.
 */
export async function* decompress(
  key: string,
  pieces: ByteStream,
  limits: ReadLimits,
): AsyncGenerator<Uint8Array | Problem> {
  const compression = compressionOf(key);
  if (compression === undefined) yield* pieces;
  else if (compression === 'bzip2') yield* expandBzip2(pieces, limits);
  else yield* expand(compression, pieces, limits);
}

async function* expandBzip2(pieces: ByteStream, limits: ReadLimits): AsyncGenerator<Uint8Array | Problem> {
  let expanded = 0;
  for await (const found of bzip2Stream(pieces)) {
    if (isProblem(found)) return yield found;
    expanded += found.piece.length;
    if (expanded > Math.max(limits.recordBytes, limits.expansionRatio * found.fed)) {
      const value = Math.ceil(expanded / found.fed);
      return yield { problem: 'expansion-ratio', value, limit: limits.expansionRatio };
    }
    yield found.piece;
  }
}

async function* expand(
  compression: 'gzip' | 'zstd',
  pieces: ByteStream,
  limits: ReadLimits,
): AsyncGenerator<Uint8Array | Problem> {
  let decoder: Decoder | undefined = openDecoder(compression);
  let fed = 0;
  let expanded = 0;
  let before = 0;
  let emptyFrames = 0;
  try {
    // Blocks of one size make all that is judged below a function of the bytes, however the input was cut.
    for await (const block of inBlocks(pieces)) {
      if (isProblem(block)) return yield block;
      fed += block.length;
      for (let rest = block; rest.length > 0; ) {
        // A gzip decoder goes on to the next member by itself, so it ends only before padding or other bytes.
        if (decoder === undefined && compression === 'gzip') {
          if (rest.some((byte) => byte !== 0)) return yield { problem: 'corrupt-gzip' };
          break;
        }
        decoder ??= openDecoder(compression);
        for await (const piece of decoder.decode(rest)) {
          expanded += piece.length;
          if (expanded > Math.max(limits.recordBytes, limits.expansionRatio * fed))
            return yield { problem: 'expansion-ratio', value: Math.ceil(expanded / fed), limit: limits.expansionRatio };
          yield piece;
        }
        if (decoder.state === 'failed') return yield { problem: `corrupt-${compression}` };
        if (decoder.state === 'open') break;
        emptyFrames = expanded === before ? emptyFrames + 1 : 0;
        before = expanded;
        if (emptyFrames > mostEmptyFrames) return yield { problem: `corrupt-${compression}` };
        rest = rest.subarray(rest.length - decoder.unused);
        decoder = undefined;
      }
    }
    if (fed === 0) return yield { problem: `truncated-${compression}` };
    if (decoder === undefined) return;
    for await (const piece of decoder.finish()) yield piece;
    if (decoder.state === 'failed') yield { problem: `truncated-${compression}` };
  } finally {
    decoder?.close();
  }
}

/** The same bytes in blocks of 64 KiB, however they came. */
export async function* inBlocks(pieces: ByteStream): AsyncGenerator<Uint8Array | Problem> {
  let block = new Uint8Array(blockBytes);
  let filled = 0;
  for await (const piece of pieces) {
    if (isProblem(piece)) {
      if (filled > 0) yield block.subarray(0, filled);
      return yield piece;
    }
    for (let from = 0; from < piece.length; ) {
      const part = piece.subarray(from, from + blockBytes - filled);
      block.set(part, filled);
      filled += part.length;
      from += part.length;
      if (filled < blockBytes) continue;
      yield block;
      block = new Uint8Array(blockBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}
