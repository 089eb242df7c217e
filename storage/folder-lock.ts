import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MillraceError } from '../core/errors.ts';
import { sha256Hex } from './digest.ts';
import { systemCode, writeError } from './file-errors.ts';
import { livesHere, ownProcess, type ProcessRecord } from './process-identity.ts';
import { temporaryFolder, temporaryPath } from './temporary-file.ts';

/** Who holds a lock; null where it was given back. */
type Holder = ProcessRecord | null;

/** A holder elsewhere that is seen for so long is taken to be gone. */
const patienceMs = 60_000;
/** A holder that took so long changes nothing any more: by {@link patienceMs} another may have its place. */
const holdMs = 30_000;
/** Files of earlier holders that stay, so that one who slept finds the place taken that it was about to take. */
const keptGenerations = 8;

/** A lock, while it is held. */
export interface FolderLock {
  /** Throws MillraceError `store-slow` where the lock has been held for so long that another may have taken it. */
  requireHeld(): void;
}

/**
 * Does a step that only one process at a time may do for a key of the store in the folder `root`.
 *
 * The lock is a chain of files that are created if absent; who made the newest one holds it until it says that it gave it
 * back, until its process has ended, or for a minute where that cannot be seen (another machine, another container). Nothing is ever taken
 * away from a holder's file, so any number may try to follow a dead one: one creates the next file.
 */
export async function withFolderLock<T>(root: string, key: string, step: (lock: FolderLock) => Promise<T>): Promise<T> {
  const chain = join(root, temporaryFolder, `lock-${sha256Hex(key).slice(0, 16)}-`);
  const path = await acquire(root, chain);
  const since = performance.now();
  try {
    return await step({
      requireHeld: () => {
        if (performance.now() - since < holdMs) return;
        throw new MillraceError('store-slow', 'the store took more than 30 seconds for one small file', {
          at: root,
          hint: 'Look at the disk or the network that the folder is on, and run the same command again.',
        });
      },
    });
  } finally {
    // Where this cannot be written the step is done all the same, and others wait until this process ends.
    await write(root, null, (temporary) => rename(temporary, path)).catch(() => undefined);
  }
}

async function acquire(root: string, chain: string): Promise<string> {
  const own = ownProcess();
  let seen = { generation: 0, sinceMs: 0 };
  for (;;) {
    const newest = Math.max(0, ...(await generations(chain)));
    if (newest !== seen.generation) seen = { generation: newest, sinceMs: performance.now() };
    const waitedMs = performance.now() - seen.sinceMs;
    if (newest > 0 && waitedMs < patienceMs && (await isHeld(pathOf(chain, newest)))) {
      await pause(2 + Math.random() * Math.min(50, 2 + waitedMs));
      continue;
    }
    const mine = newest + 1;
    const path = pathOf(chain, mine);
    if (!(await createIfAbsent(root, own, path))) continue;
    const all = await generations(chain);
    // One that slept since it looked may have filled a gap below a newer holder.
    if (Math.max(...all) !== mine) {
      await rm(path, { force: true });
      continue;
    }
    for (const old of all) if (old <= mine - keptGenerations) await rm(pathOf(chain, old), { force: true });
    return path;
  }
}

async function createIfAbsent(root: string, holder: Holder, path: string): Promise<boolean> {
  try {
    await write(root, holder, (temporary) => link(temporary, path));
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A file that is gone was that of an older holder. */
async function isHeld(path: string): Promise<boolean> {
  let holder: Holder;
  try {
    holder = JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || error instanceof SyntaxError) return false;
    throw error;
  }
  return holder !== null && (livesHere(holder) ?? true);
}

/** Not made to last: what a crash of the machine leaves of it is that of a holder that is gone. */
async function write(root: string, holder: Holder, publish: (path: string) => Promise<void>): Promise<void> {
  const path = temporaryPath(root);
  try {
    await writeFile(path, JSON.stringify(holder), { flag: 'wx' });
    await publish(path);
  } catch (error) {
    throw systemCode(error) === 'EEXIST' ? error : writeError(error, root, 0);
  } finally {
    await rm(path, { force: true });
  }
}

async function generations(chain: string): Promise<number[]> {
  const folder = join(chain, '..');
  const prefix = chain.slice(folder.length + 1);
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.startsWith(prefix)).map((name) => Number(name.slice(prefix.length)));
}

function pathOf(chain: string, generation: number): string {
  return `${chain}${String(generation).padStart(8, '0')}`;
}
