import { randomBytes } from 'node:crypto';
import { closeSync, linkSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { copyFile, link, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { systemCode, writeError } from './file-errors.ts';
import { stepOnFiles, syncFile, writeWhole } from './file-pieces.ts';
import { abandonedAfterMs } from './storage.ts';

/** Folder under a store's root, on its filesystem, that holds files not yet published. */
export const temporaryFolder = '.tmp';

const mostAttempts = 5;

/** A file that only its writer sees until it is published under its final path. */
export interface TemporaryFile {
  readonly bytes: number;
  write(piece: Uint8Array): Promise<void>;
  /** Publishes, replacing what is there. */
  replace(path: string): Promise<void>;
  /** Publishes, or gives false and publishes nothing where the path is taken. */
  createIfAbsent(path: string): Promise<boolean>;
  /** Removes the file, if it has not been published. */
  remove(): Promise<void>;
}

/** Opens a temporary file in the store at `root`. Errors of every step are those of {@link writeError}. */
export async function openTemporaryFile(root: string): Promise<TemporaryFile> {
  await stepOnFiles();
  const path = pathOfTemporary(root);
  const file = openNew(root, path);
  let bytes = 0;
  let writing = 0;
  let [ending, closed] = [false, false];
  // Not under a write that another thread does: its number may be another file's then.
  const close = () => {
    ending = true;
    if (closed || writing > 0) return;
    closed = true;
    closeSync(file);
  };
  const remove = () => {
    close();
    rmSync(path, { force: true });
  };
  const publish = async (target: string, step: () => void) => {
    try {
      await syncFile(file);
      close();
      const made = inFolder(dirname(target), step);
      await syncFolders(dirname(target), made === undefined ? dirname(target) : dirname(made));
    } catch (error) {
      remove();
      throw writeError(error, target, bytes);
    }
  };
  return {
    get bytes() {
      return bytes;
    },
    write: async (piece) => {
      if (ending) throw new RangeError('Expected an open file, found one that was published or removed');
      writing++;
      try {
        await writeWhole(file, piece);
        bytes += piece.byteLength;
      } catch (error) {
        ending = true;
        throw writeError(error, root, bytes + piece.byteLength);
      } finally {
        writing--;
        if (ending) remove();
      }
    },
    replace: (target) => publish(target, () => renameSync(path, target)),
    createIfAbsent: async (target) => {
      let created = true;
      await publish(target, () => {
        created = linkIfAbsent(path, target);
      });
      remove();
      return created;
    },
    remove: async () => remove(),
  };
}

function openNew(root: string, path: string): number {
  try {
    try {
      return openSync(path, 'wx');
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
      makeFolder(root);
      return openSync(path, 'wx');
    }
  } catch (error) {
    throw writeError(error, root, 0);
  }
}

/** A name that no other process has for a file in the store's temporary folder, which is made where it is missing. */
export function temporaryPath(root: string): string {
  makeFolder(root);
  return pathOfTemporary(root);
}

function pathOfTemporary(root: string): string {
  return join(root, temporaryFolder, `${hostname()}~${process.pid}~${randomBytes(8).toString('hex')}`);
}

/** Gives a published file a second name, replacing what has it. Where the filesystem makes no more links, a copy. */
export async function linkFile(root: string, path: string, target: string): Promise<void> {
  await stepOnFiles();
  try {
    linkSync(path, target);
    return;
  } catch {
    // Most links go into a folder that is there, under a name that is free. This one does not.
  }
  const temporary = temporaryPath(root);
  await link(path, temporary).catch((error: unknown) => {
    if (!['EMLINK', 'EPERM', 'ENOTSUP', 'EXDEV'].includes(systemCode(error) ?? '')) throw error;
    return copyFile(path, temporary);
  });
  try {
    inFolder(dirname(target), () => renameSync(temporary, target));
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * Removes what dead processes of this machine left in the temporary folder, and what those of others last wrote to a day
 * ago; gives the number of files removed.
 */
export async function removeStaleTemporaries(root: string): Promise<number> {
  const folder = join(root, temporaryFolder);
  const names = await readdir(folder).catch(() => []);
  let removed = 0;
  for (const name of names) {
    const path = join(folder, name);
    if (!name.includes('~') || !(await isStale(path, name))) continue;
    await rm(path, { force: true });
    removed++;
  }
  return removed;
}

async function isStale(path: string, name: string): Promise<boolean> {
  const own = `${hostname()}~`;
  if (name.startsWith(own)) return !isRunning(Number(name.slice(own.length).split('~')[0]));
  const written = (await stat(path).catch(() => undefined))?.mtimeMs;
  return written !== undefined && Date.now() - written > abandonedAfterMs;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Does a step in a folder, which is made where it is missing; gives the first folder made. Another process may take an empty folder away again. */
function inFolder(folder: string, step: () => void): string | undefined {
  let made: string | undefined;
  for (let attempt = 0; ; attempt++) {
    try {
      step();
      return made;
    } catch (error) {
      if (systemCode(error) !== 'ENOENT' || attempt === mostAttempts) throw error;
    }
    made = mkdirSync(folder, { recursive: true }) ?? made;
  }
}

/** One step at a time: a recursive mkdir on a read-only disk says ENOENT. */
function makeFolder(root: string): void {
  mkdirSync(root, { recursive: true });
  try {
    mkdirSync(join(root, temporaryFolder));
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

function linkIfAbsent(path: string, target: string): boolean {
  try {
    linkSync(path, target);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  let folder: number;
  try {
    folder = openSync(path, 'r');
  } catch (error) {
    // Whoever took the folder away deleted the value first: there is nothing left to last.
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  try {
    await syncFile(folder);
  } finally {
    closeSync(folder);
  }
}

/** Makes the entries of a folder last, and those of the folders above it up to `top`. */
async function syncFolders(folder: string, top: string): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    await syncFolder(path);
    if (path === top) return;
  }
}
