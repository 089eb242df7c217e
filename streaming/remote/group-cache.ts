import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode, writeError } from '../../storage/file-errors.ts';

/** Where groups that come from far away are kept, and how many bytes of them. */
export interface CacheOptions {
  /** A folder of this machine; several streams and processes may share it. */
  readonly folder: string;
  readonly bytes: number;
}

/** The same, for those who fill it together: `writers` threads, with groups of the shards of one stream, by SHA-256. */
export interface ShardCacheOptions extends CacheOptions {
  readonly writers: number;
  readonly shards: readonly string[];
}

/** Files of a folder, by name, of at most so many bytes. A file is there whole or not at all. */
export interface GroupCache {
  readonly has: (name: string) => Promise<boolean>;
  /** The bytes, now counted as used; undefined where they are not there. */
  readonly read: (name: string) => Promise<Uint8Array | undefined>;
  /** Keeps bytes that have not been used. What takes more than the cache holds is not kept. */
  readonly add: (name: string, bytes: Uint8Array) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

const draftSuffix = '.partial';
/** Older drafts are of writers that have died. */
const staleAfterMs = 10 * 60_000;
/** The share of the budget that may fill up between two looks at the folder. */
const slack = 1 / 16;

/**
 * Opens a cache for one of `writers` threads, each of which has its own. What is not of `shards` goes first, the oldest
 * before others; then what was used last: in an epoch, which has each group once, it is needed again last. What was not
 * used yet stays. The writers of one process keep to the budget together; each further process may pass it by a sixteenth.
 * Cost: one look at all files for each thirty-second of the budget that is added.
 *
 * @throws MillraceError `disk-full`, `not-writable`
 */
export function openGroupCache({ folder, bytes: budget, writers, shards }: ShardCacheOptions): GroupCache {
  const names = new Set(shards);
  const wanted = (name: string): boolean => names.has(name.split('-')[0] ?? '');
  let unseen = Number.POSITIVE_INFINITY;
  let adding: Promise<void> = Promise.resolve();
  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    const draft = join(folder, `${randomUUID()}${draftSuffix}`);
    try {
      await mkdir(folder, { recursive: true });
      const room = Math.max(budget * slack, writers * bytes.length);
      if (room > budget) return;
      unseen += bytes.length;
      if (unseen > (budget * slack) / writers) {
        await trim(folder, budget - room, wanted);
        unseen = bytes.length;
      }
      await writeFile(draft, bytes);
      await utimes(draft, 0, 0);
      await rename(draft, join(folder, name));
    } catch (error) {
      await rm(draft, { force: true });
      throw writeError(error, folder, bytes.length);
    }
  };
  return {
    has: async (name) => (await sizeOf(join(folder, name))) !== undefined,
    read: async (name) => {
      const path = join(folder, name);
      try {
        const bytes = await readFile(path);
        const now = new Date();
        await utimes(path, now, now);
        return bytes;
      } catch (error) {
        if (systemCode(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
    add: (name, bytes) => {
      // One after the other, so that no more than one is above what the last look saw.
      adding = adding.catch(() => undefined).then(() => write(name, bytes));
      return adding;
    },
    remove: (name) => rm(join(folder, name), { force: true }),
  };
}

interface CachedFile {
  readonly path: string;
  readonly bytes: number;
  readonly usedMs: number;
  readonly wanted: boolean;
}

/** Removes files until at most so many bytes are left. Others may do the same: a file that has gone is no error. */
async function trim(folder: string, bytes: number, wanted: (name: string) => boolean): Promise<void> {
  const files: CachedFile[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await sizeOf(path);
    if (found === undefined) continue;
    if (!name.endsWith(draftSuffix)) files.push({ path, ...found, wanted: wanted(name) });
    else if (Date.now() - found.changedMs > staleAfterMs) await rm(path, { force: true });
  }
  let total = files.reduce((sum, file) => sum + file.bytes, 0);
  files.sort((a, b) => Number(a.wanted) - Number(b.wanted) || (a.wanted ? b.usedMs - a.usedMs : a.usedMs - b.usedMs));
  for (const file of files) {
    if (total <= bytes) break;
    await rm(file.path, { force: true });
    total -= file.bytes;
  }
}

async function sizeOf(
  path: string,
): Promise<{ readonly bytes: number; readonly usedMs: number; readonly changedMs: number } | undefined> {
  try {
    const { size, mtimeMs, ctimeMs } = await stat(path);
    return { bytes: size, usedMs: mtimeMs, changedMs: ctimeMs };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
