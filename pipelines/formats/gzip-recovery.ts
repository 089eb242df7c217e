import type { RandomAccess, ReadLimits } from '../reader.ts';
import { openCursor } from './byte-cursor.ts';
import { openGzipMembers } from './gzip-members.ts';

const windowBytes = 1 << 20;
const pieceBytes = 64 * 1024;
/** What looks like a member's head and is none costs a decompression each. */
const mostMistaken = 1000;
const head = Buffer.from([0x1f, 0x8b, 0x08]);

/** The bytes of a file from one on. */
export async function* bytesFrom({ fileBytes, range }: RandomAccess, from: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < fileBytes; at += pieceBytes) yield range(at, Math.min(fileBytes, at + pieceBytes));
}

/** Finds gzip members behind damage. */
export interface MemberFinder {
  /** Offset of the next member, at or behind `from`; undefined where none is found. */
  next(from: number): Promise<number | undefined>;
}

/**
 * Finds members of a file whose content begins with `start`, as long as no more than a thousand places of the file that
 * look like one have been none.
 */
export function openMemberFinder(file: RandomAccess, start: string, limits: ReadLimits): MemberFinder {
  let mistaken = 0;
  return { next };

  async function next(from: number): Promise<number | undefined> {
    for (let base = from; base < file.fileBytes; base += windowBytes) {
      const window = Buffer.from(
        await file.range(base, Math.min(file.fileBytes, base + windowBytes + head.length - 1)),
      );
      for (let at = window.indexOf(head); at >= 0 && at < windowBytes; at = window.indexOf(head, at + 1)) {
        if (await beginsAt(base + at)) return base + at;
        if (++mistaken > mostMistaken) return undefined;
      }
    }
    return undefined;
  }

  async function beginsAt(offset: number): Promise<boolean> {
    const cursor = openCursor(openGzipMembers(bytesFrom(file, offset), limits, false).bytes);
    const begins = Buffer.from(await cursor.take(start.length)).toString('latin1');
    await cursor.close();
    return begins === start;
  }
}
