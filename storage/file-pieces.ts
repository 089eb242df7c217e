import { fsync, read, readSync, write, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Pieces of up to so many bytes are read and written by this thread: handing them to another costs more than they do. */
const smallBytes = 64 * 1024;

/** Small steps in a row, each some microseconds of this thread, after which others have their turn. */
const stepsInTurn = 32;

const readAway = promisify(read);
const writeAway = promisify(write);
/** Waits until a file is on its disk. */
export const syncFile: (file: number) => Promise<void> = promisify(fsync);

let steps = 0;

/** To be awaited beside each small step on files that this thread takes itself: now and then the event loop turns. */
export async function stepOnFiles(): Promise<void> {
  if (++steps < stepsInTurn) return;
  steps = 0;
  await setImmediate();
}

/** Fills `bytes` with what an open file has from `start`; gives how many bytes there were. */
export async function readWhole(file: number, bytes: Uint8Array, start: number): Promise<number> {
  for (let done = 0; ; ) {
    const left = bytes.byteLength - done;
    if (left === 0) return done;
    const got =
      left <= smallBytes
        ? readSync(file, bytes, done, left, start + done)
        : (await readAway(file, bytes, done, left, start + done)).bytesRead;
    if (got === 0) return done;
    done += got;
  }
}

/** Appends to an open file. A full disk takes part of a write and reports no error: only the next write fails. */
export async function writeWhole(file: number, piece: Uint8Array): Promise<void> {
  for (let done = 0; done < piece.byteLength; ) {
    const left = piece.byteLength - done;
    const took =
      left <= smallBytes ? writeSync(file, piece, done, left) : (await writeAway(file, piece, done, left)).bytesWritten;
    if (took === 0) throw Object.assign(new Error('a write took no bytes'), { code: 'ENOSPC' });
    done += took;
  }
}
