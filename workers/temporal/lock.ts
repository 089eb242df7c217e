import { randomUUID } from 'node:crypto';
import { link, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { readError, systemCode } from '../../storage/file-errors.ts';
import { bootId, isRunning, machineName } from '../../storage/process-identity.ts';
import { isLeaseHeld, removeLease } from './lease.ts';

const recordSchema = z.strictObject({
  /** Counts the holders of this folder; the record of the highest generation is the lock. */
  generation: z.int().min(1),
  state: z.enum(['starting', 'running', 'released']),
  /** Name of the pipe that the server's keeper reads. */
  pipe: z.string(),
  machine: z.string(),
  boot: z.string(),
  /** The server's process and when it began; null until it is started. */
  pid: z.int().min(1).nullable(),
  start: z.string().nullable(),
  port: z.int(),
  uiPort: z.int(),
  cliVersion: z.string(),
});

/** Who serves the database in a folder, and where. */
export type ServerRecord = Readonly<z.infer<typeof recordSchema>>;

/** `orphaned`: the server lives, but its keeper was killed, so that nothing ties it to anyone. */
export type Holder = 'nobody' | 'starting' | 'running' | 'orphaned' | 'another-machine';

const namePattern = /^server-(\d{8})\.json$/;

/**
 * The newest record of a folder, or undefined where none was ever written. Throws `temporal-lock` where it is damaged,
 * `not-readable` where it is another user's.
 */
export async function readLock(folder: string): Promise<ServerRecord | undefined> {
  for (;;) {
    const generation = await newestGeneration(folder);
    if (generation === 0) return undefined;
    const path = join(folder, nameOf(generation));
    try {
      return recordSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch (cause) {
      // A newer holder may have removed the record since the listing.
      if (systemCode(cause) === 'ENOENT') continue;
      const error = readError(cause, path);
      if (error instanceof MillraceError) throw error;
      throw new MillraceError('temporal-lock', 'the record of who serves this folder is damaged', {
        at: path,
        hint: 'make sure that no Temporal server uses this folder, then delete the file',
        cause,
      });
    }
  }
}

/** Whether the holder that a record names still has the folder. */
export function holderOf(folder: string, record: ServerRecord): Holder {
  if (record.state === 'released') return 'nobody';
  if (record.boot !== bootId()) return record.machine === machineName() ? 'nobody' : 'another-machine';
  const held = isLeaseHeld(folder, record.pipe);
  if (held) return record.state;
  return record.pid !== null && record.start !== null && isRunning(record.pid, record.start) ? 'orphaned' : 'nobody';
}

/**
 * Takes the folder over from `previous`, which must hold it no more. Undefined where another process was faster: of any
 * number that try at once, one wins, since its record is created if absent and the newest record is never deleted.
 */
export async function claimLock(
  folder: string,
  previous: ServerRecord | undefined,
  claim: Omit<ServerRecord, 'generation' | 'machine' | 'boot'>,
): Promise<ServerRecord | undefined> {
  const record = { ...claim, generation: (previous?.generation ?? 0) + 1, machine: machineName(), boot: bootId() };
  const path = join(folder, nameOf(record.generation));
  const temporary = await writeTemporary(folder, record);
  try {
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  // A claimer that slept since it read `previous` may have filled a gap below a newer holder.
  if ((await newestGeneration(folder)) !== record.generation) {
    await rm(path, { force: true });
    return undefined;
  }
  for (const generation of await generations(folder)) {
    if (generation < record.generation) await rm(join(folder, nameOf(generation)), { force: true });
  }
  if (previous !== undefined) await removeLease(folder, previous.pipe);
  return record;
}

/** Replaces the holder's own record. */
export async function updateLock(folder: string, record: ServerRecord): Promise<void> {
  await rename(await writeTemporary(folder, record), join(folder, nameOf(record.generation)));
}

async function newestGeneration(folder: string): Promise<number> {
  return Math.max(0, ...(await generations(folder)));
}

async function generations(folder: string): Promise<number[]> {
  return (await readdir(folder)).map((name) => Number(namePattern.exec(name)?.[1] ?? 0)).filter((known) => known > 0);
}

async function writeTemporary(folder: string, record: ServerRecord): Promise<string> {
  const path = join(folder, `lock-${randomUUID()}.tmp`);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(record)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return path;
}

function nameOf(generation: number): string {
  return `server-${String(generation).padStart(8, '0')}.json`;
}
