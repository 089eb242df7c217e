import { joinBytes } from '../../core/join-bytes.ts';
import { type ByteStream, isProblem, type Problem } from '../reader.ts';

/** Takes a stream of bytes by length instead of by piece. */
export interface ByteCursor {
  /** Bytes taken or skipped so far. */
  readonly offset: number;
  /** Why the stream ended before its time; undefined until that is met, and where it ended well. */
  readonly problem: Problem | undefined;
  /** The next `length` bytes in a buffer of their own; fewer at the end of the stream. */
  take(length: number): Promise<Uint8Array>;
  /** What is at hand of the next bytes, at most `length`, in the stream's own buffer; empty at the end of the stream. */
  some(length: number): Promise<Uint8Array>;
  /** Gives back the last `length` bytes of what `some` gave. */
  back(length: number): void;
  /** Passes over `length` bytes, holding none; how many there were. */
  skip(length: number): Promise<number>;
  /**
   * The next bytes up to and with the first line feed, in a buffer of their own; up to the end of the stream where none
   * comes. Undefined, with `limit` bytes taken, where none comes within `limit`.
   */
  line(limit: number): Promise<Uint8Array | undefined>;
  /** Lets go of the stream, which may hold a decompressor. */
  close(): Promise<void>;
}

const lineFeed = 0x0a;

export function openCursor(stream: ByteStream): ByteCursor {
  const pieces = stream[Symbol.asyncIterator]();
  let piece: Uint8Array = new Uint8Array();
  let at = 0;
  let ended = false;
  const cursor = { offset: 0, problem: undefined as Problem | undefined, take, some, back, skip, line, close };
  return cursor;

  /** False at the end of the stream. */
  async function hasMore(): Promise<boolean> {
    while (at === piece.length && !ended) {
      const next = await pieces.next();
      if (next.done) ended = true;
      else if (isProblem(next.value)) {
        cursor.problem = next.value;
        ended = true;
      } else {
        piece = next.value;
        at = 0;
      }
    }
    return at < piece.length;
  }

  function advance(length: number): Uint8Array {
    const part = piece.subarray(at, at + length);
    at += part.length;
    cursor.offset += part.length;
    return part;
  }

  async function take(length: number): Promise<Uint8Array> {
    // The length may be a lie: memory grows with what really comes.
    const parts: Uint8Array[] = [];
    let taken = 0;
    while (taken < length && (await hasMore())) {
      const part = advance(length - taken);
      parts.push(part);
      taken += part.length;
    }
    return joinBytes(parts);
  }

  async function some(length: number): Promise<Uint8Array> {
    return (await hasMore()) ? advance(length) : new Uint8Array();
  }

  function back(length: number): void {
    at -= length;
    cursor.offset -= length;
  }

  async function skip(length: number): Promise<number> {
    let skipped = 0;
    while (skipped < length && (await hasMore())) skipped += advance(length - skipped).length;
    return skipped;
  }

  async function line(limit: number): Promise<Uint8Array | undefined> {
    const parts: Uint8Array[] = [];
    let taken = 0;
    while (await hasMore()) {
      const within = piece.subarray(at, at + limit - taken);
      const end = within.indexOf(lineFeed);
      const part = advance(end < 0 ? within.length : end + 1);
      parts.push(part);
      taken += part.length;
      if (end >= 0) break;
      if (taken >= limit) return undefined;
    }
    return joinBytes(parts);
  }

  async function close(): Promise<void> {
    await pieces.return?.();
  }
}
