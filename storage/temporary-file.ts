import { randomBytes } from 'node:crypto';
import { copyFile, type FileHandle, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { systemCode, writeError } from './file-errors.ts';
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
  let path: string;
  let handle: FileHandle;
  try {
    path = await temporaryPath(root);
    handle = await open(path, 'wx');
  } catch (error) {
    throw writeError(error, root, 0);
  }
  let bytes = 0;
  let closed = false;
  const close = async () => {
    if (!closed) {
      closed = true;
      await handle.close();
    }
  };
  const remove = async () => {
    await close();
    await rm(path, { force: true });
  };
  const publish = async (target: string, step: () => Promise<void>) => {
    try {
      await handle.sync();
      await close();
      const made = await inFolder(dirname(target), step);
      await syncFolders(dirname(target), made === undefined ? dirname(target) : dirname(made));
    } catch (error) {
      await remove();
      throw writeError(error, target, bytes);
    }
  };
  return {
    get bytes() {
      return bytes;
    },
    write: async (piece) => {
      try {
        await writeWhole(handle, piece);
        bytes += piece.byteLength;
      } catch (error) {
        await remove();
        throw writeError(error, root, bytes + piece.byteLength);
      }
    },
    replace: (target) => publish(target, () => rename(path, target)),
    createIfAbsent: async (target) => {
      let created = true;
      await publish(target, async () => {
        created = await linkIfAbsent(path, target);
      });
      await remove();
      return created;
    },
    remove,
  };
}

/** A name that no other process has for a file in the store's temporary folder, which is made where it is missing. */
export async function temporaryPath(root: string): Promise<string> {
  await makeFolder(root);
  return join(root, temporaryFolder, `${hostname()}~${process.pid}~${randomBytes(8).toString('hex')}`);
}

/** Gives a published file a second name, replacing what has it. Where the filesystem makes no more links, a copy. */
export async function linkFile(root: string, path: string, target: string): Promise<void> {
  // Most links go into a folder that is there, under a name that is free.
  const linked = await link(path, target).then(
    () => true,
    () => false,
  );
  if (linked) return;
  const temporary = await temporaryPath(root);
  await link(path, temporary).catch((error: unknown) => {
    if (!['EMLINK', 'EPERM', 'ENOTSUP', 'EXDEV'].includes(systemCode(error) ?? '')) throw error;
    return copyFile(path, temporary);
  });
  try {
    await inFolder(dirname(target), () => rename(temporary, target));
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

/** Makes a folder and does a step in it; gives the first folder made. Another process may take an empty folder away again. */
async function inFolder(folder: string, step: () => Promise<void>): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      const made = await mkdir(folder, { recursive: true });
      await step();
      return made;
    } catch (error) {
      if (systemCode(error) !== 'ENOENT' || attempt === mostAttempts) throw error;
    }
  }
}

/** One step at a time: a recursive mkdir on a read-only disk says ENOENT. */
async function makeFolder(root: string): Promise<void> {
  await mkdir(root, { recursive: true });
  try {
    await mkdir(join(root, temporaryFolder));
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

async function linkIfAbsent(path: string, target: string): Promise<boolean> {
  try {
    await link(path, target);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A full disk takes part of a write and reports no error: only the next write fails. */
export async function writeWhole(handle: FileHandle, piece: Uint8Array): Promise<void> {
  let done = 0;
  while (done < piece.byteLength) {
    const { bytesWritten } = await handle.write(piece, done, piece.byteLength - done);
    if (bytesWritten === 0) throw Object.assign(new Error('a write took no bytes'), { code: 'ENOSPC' });
    done += bytesWritten;
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    // Whoever took the folder away deleted the value first: there is nothing left to last.
    if (systemCode(error) !== 'ENOENT') throw error;
  });
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}

/** Makes the entries of a folder last, and those of the folders above it up to `top`. */
async function syncFolders(folder: string, top: string): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    await syncFolder(path);
    if (path === top) return;
  }
}
