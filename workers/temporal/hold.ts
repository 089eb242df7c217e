import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../../storage/process-identity.ts';
import { isLeaseClosing, isLeaseHeld, removeLease } from './lease.ts';
import { readLock, type ServerRecord, updateLock } from './lock.ts';

/** One user's hold on a server. */
export interface Hold {
  readonly record: ServerRecord;
  /** Descriptor of the writing end that keeps the server alive. */
  readonly writer: number;
  /** True for the user that started the server. */
  readonly started: boolean;
}

const pollMs = 20;
const noticeMs = 500;
const goneLimitMs = 8000;

/**
 * Gives the hold up. Where it was the last, waits until the server is gone and releases the lock: true. Where others
 * still use the server, or it does not end in time: false.
 */
export async function leaveServer(folder: string, hold: Hold): Promise<boolean> {
  const { record } = hold;
  closeSync(hold.writer);
  const begin = performance.now();
  while (isLeaseHeld(folder, record.pipe) || isServing(record)) {
    const waitedMs = performance.now() - begin;
    if (waitedMs > noticeMs && !isLeaseClosing(folder, record.pipe) && isServing(record)) return false;
    if (waitedMs > goneLimitMs) return false;
    await sleep(pollMs);
  }
  await removeLease(folder, record.pipe);
  const newest = await readLock(folder);
  if (newest?.generation === record.generation) await updateLock(folder, { ...record, state: 'released' });
  return true;
}

/** Ends a server that lost its keeper. */
export async function stopOrphan(record: ServerRecord): Promise<void> {
  const { pid } = record;
  if (pid === null) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  while (isServing(record)) await sleep(pollMs);
}

/** True while the record's server process lives. */
export function isServing(record: ServerRecord): boolean {
  return record.pid !== null && record.start !== null && isRunning(record.pid, record.start);
}
