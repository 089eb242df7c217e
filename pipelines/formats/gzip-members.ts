import { crc32 } from 'node:zlib';
import { joinBytes } from '../../core/join-bytes.ts';
import type { Problem, ReadLimits } from '../reader.ts';
import { inBlocks } from '../readers/decompression.ts';
import { openDecoder } from '../readers/stream-decoder.ts';
import { type ByteCursor, openCursor } from './byte-cursor.ts';

/** A gzip file's bytes, and where in the file its members begin. */
export interface GzipMembers {
  readonly bytes: AsyncIterable<Uint8Array | Problem>;
  /**
   * Offset in the compressed file of the member whose first byte is at `offset` of the decompressed one; undefined where
   * none begins there. Known once that byte was read; members before the one asked for are forgotten.
   */
  startOf(offset: number): number | undefined;
  /** Offset in the compressed file of the last member that was begun. */
  lastStart(): number;
}

const headBytes = 10;
const tailBytes = 8;
const heldBytes = 64;
const maxNameBytes = 64 * 1024;
/** Members that hold nothing, one after the other: each costs as much time as one that does. */
const mostEmptyMembers = 1000;

/**
 * Decompresses gzip members one by one, with the problems that `decompress` has; `keepStarts` lets `startOf` be asked.
 * The last 64 bytes of a member come once its checksum is known to be right, so a record that is a member is not read to
 * its end where it is damaged.
 * WARC and BGZF files have many members, so that a reader can begin at each. Reads on from the beginning of any member.
 * Source: RFC 1952
 */
export function openGzipMembers(
  pieces: AsyncIterable<Uint8Array>,
  limits: ReadLimits,
  keepStarts: boolean,
): GzipMembers {
  let starts: { readonly at: number; readonly offset: number }[] = [];
  let last = 0;
  return {
    bytes: members(openCursor(inBlocks(pieces)), limits, (at, offset) => {
      last = offset;
      if (keepStarts) starts.push({ at, offset });
    }),
    lastStart: () => last,
    startOf: (offset) => {
      starts = starts.filter(({ at }) => at >= offset);
      // Of empty members and the one after them, which begin at one place, the last has what comes.
      return starts.findLast(({ at }) => at === offset)?.offset;
    },
  };
}

async function* members(
  cursor: ByteCursor,
  limits: ReadLimits,
  began: (at: number, offset: number) => void,
): AsyncGenerator<Uint8Array | Problem> {
  let expanded = 0;
  let emptyMembers = 0;
  for (let first = true; ; first = false) {
    const start = cursor.offset;
    const head = await readHead(cursor);
    if (head === 'end' && !first) return;
    if (head === 'end' || head === 'cut') return yield { problem: 'truncated-gzip' };
    if (head === 'padding' && !first) {
      if (!(await isPadding(cursor))) yield { problem: 'corrupt-gzip' };
      return;
    }
    if (head !== 'member') return yield { problem: 'corrupt-gzip' };
    began(expanded, start);
    const decoder = openDecoder('deflate');
    let [crc, length] = [0, 0];
    let held: Uint8Array = new Uint8Array();
    const count = (piece: Uint8Array): void => {
      crc = crc32(piece, crc);
      length += piece.length;
      expanded += piece.length;
    };
    try {
      while (decoder.state === 'open') {
        const block = await cursor.some(Number.MAX_SAFE_INTEGER);
        if (block.length === 0) return yield { problem: 'truncated-gzip' };
        for await (const piece of decoder.decode(block)) {
          count(piece);
          if (expanded > Math.max(limits.recordBytes, limits.expansionRatio * cursor.offset)) {
            return yield {
              problem: 'expansion-ratio',
              value: Math.ceil(expanded / cursor.offset),
              limit: limits.expansionRatio,
            };
          }
          if (piece.length < heldBytes) {
            held = joinBytes([held, piece]);
            if (held.length < 2 * heldBytes) continue;
          } else {
            if (held.length > 0) yield held;
            held = piece;
          }
          yield held.subarray(0, -heldBytes);
          held = held.subarray(-heldBytes);
        }
        cursor.back(decoder.unused);
        if (decoder.state === 'open' && decoder.unused > 0) break;
      }
      if (decoder.state === 'failed') return yield { problem: 'corrupt-gzip' };
    } finally {
      decoder.close();
    }
    const tail = Buffer.from(await cursor.take(tailBytes));
    if (tail.length < tailBytes) return yield { problem: 'truncated-gzip' };
    emptyMembers = length === 0 ? emptyMembers + 1 : 0;
    if (emptyMembers > mostEmptyMembers) return yield { problem: 'corrupt-gzip' };
    if (tail.readUInt32LE(0) !== crc || tail.readUInt32LE(4) !== length % 2 ** 32) {
      return yield { problem: 'corrupt-gzip' };
    }
    if (held.length > 0) yield held;
  }
}

/** Reads a member's head; `padding` where a zero byte stands for it. */
async function readHead(cursor: ByteCursor): Promise<'member' | 'padding' | 'end' | 'cut' | 'other'> {
  const head = await cursor.take(headBytes);
  if (head.length === 0) return 'end';
  if (head.every((byte) => byte === 0)) return 'padding';
  const [a, b = 0x8b, method = 8, flags = 0] = head;
  if (a !== 0x1f || b !== 0x8b || method !== 8 || (flags & 0xe0) !== 0) return 'other';
  if (head.length < headBytes) return 'cut';
  if (flags & 0x04) {
    const [low, high] = await cursor.take(2);
    if (low === undefined || high === undefined) return 'cut';
    if ((await cursor.skip(low + high * 256)) < low + high * 256) return 'cut';
  }
  for (const text of [0x08, 0x10]) {
    const read = flags & text ? await skipText(cursor) : 'member';
    if (read !== 'member') return read;
  }
  return flags & 0x02 && (await cursor.skip(2)) < 2 ? 'cut' : 'member';
}

/** Passes over a text that a zero ends. */
async function skipText(cursor: ByteCursor): Promise<'member' | 'cut' | 'other'> {
  for (let length = 0; length < maxNameBytes; length++) {
    const [byte] = await cursor.take(1);
    if (byte === undefined) return 'cut';
    if (byte === 0) return 'member';
  }
  return 'other';
}

async function isPadding(cursor: ByteCursor): Promise<boolean> {
  for (;;) {
    const block = await cursor.some(Number.MAX_SAFE_INTEGER);
    if (block.length === 0) return true;
    if (block.some((byte) => byte !== 0)) return false;
  }
}
