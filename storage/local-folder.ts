import { closeSync, type Dirent, fstatSync, openSync, statSync, unlinkSync } from 'node:fs';
import { readdir, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { byCodeUnit } from '../core/code-unit-order.ts';
import { MillraceError } from '../core/errors.ts';
import { sha256Hex, streamingSha256 } from './digest.ts';
import { readError, systemCode } from './file-errors.ts';
import { readWhole, stepOnFiles } from './file-pieces.ts';
import { withFolderLock } from './folder-lock.ts';
import type { Storage, StorageWriter } from './storage.ts';
import { checkKey, checkPrefix } from './storage-key.ts';
import { linkFile, openTemporaryFile, removeStaleTemporaries, temporaryFolder } from './temporary-file.ts';
import { unlessGone } from './unless-gone.ts';

/**
 * A folder as a store. It is made at the first write.
 *
 * Publishing is: write to a temporary file on the same filesystem, check every write's length, fsync, then link
 * (create if absent) or rename (replace), fsync the folder. So a crash at any step leaves the old value or the new.
 * Errors: `disk-full`, `not-writable`, `not-readable`, `not-found`, `short-read`, `bad-key`.
 */
export function openLocalFolder(path: string): Storage {
  const root = resolve(path);
  const pathOf = (key: string) => {
    checkKey(key);
    return join(root, key);
  };
  const replace = async (target: string, bytes: Uint8Array): Promise<void> => {
    const file = await openTemporaryFile(root);
    await file.write(bytes);
    await file.replace(target);
  };
  return {
    location: root,
    requestCostBytes: 0,
    get: (key) => reading(pathOf(key), readAll),
    getRange: (key, start, end) => reading(pathOf(key), (file) => readRange(file, start, end)),
    size: (key) => fileBytes(pathOf(key)),
    put: async (key, bytes) => await replace(pathOf(key), bytes),
    putIfAbsent: async (key, bytes) => {
      const target = pathOf(key);
      if ((await fileBytes(target)) !== undefined) return false;
      const file = await openTemporaryFile(root);
      await file.write(bytes);
      return await file.createIfAbsent(target);
    },
    getTagged: async (key) => {
      const bytes = await readIfThere(pathOf(key));
      return bytes === undefined ? undefined : { bytes, tag: sha256Hex(bytes) };
    },
    replaceIf: async (key, bytes, tag) => {
      const target = pathOf(key);
      const isTagged = async (): Promise<boolean> => {
        const current = await readIfThere(target);
        return current !== undefined && sha256Hex(current) === tag;
      };
      if (!(await isTagged())) return false;
      return await withFolderLock(root, key, async (lock) => {
        if (!(await isTagged())) return false;
        lock.requireHeld();
        await replace(target, bytes);
        return true;
      });
    },
    // Values never change in place, so a second name is as good as a second file.
    copy: (from, to) => reading(pathOf(from), (path) => linkFile(root, path, pathOf(to))),
    list: async (prefix) => {
      checkPrefix(prefix);
      const keys = await listKeys(root, prefix);
      const sizes = await Promise.all(keys.map((key) => fileBytes(join(root, key))));
      return keys.flatMap((key, index) => {
        const bytes = sizes[index];
        return bytes === undefined ? [] : [{ key, bytes }];
      });
    },
    keys: (prefix) => {
      checkPrefix(prefix);
      return listKeys(root, prefix);
    },
    folders: async (prefix) => {
      checkPrefix(prefix);
      const entries = await entriesOf(join(root, prefix));
      const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
      return names.filter((name) => prefix !== '' || name !== temporaryFolder).sort(byCodeUnit);
    },
    delete: (key) => removeAll(root, [pathOf(key)]),
    deleteAll: (keys) => removeAll(root, keys.map(pathOf)),
    open: () => openWriter(root, pathOf),
    removeAbandoned: () => removeStaleTemporaries(root),
  };
}

/** Removes files, and folders that are empty then: a key has no folders, and one that is left would only puzzle people. */
async function removeAll(root: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await stepOnFiles();
    try {
      unlinkSync(path);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT' && systemCode(error) !== 'ENOTDIR') throw error;
    }
  }
  const folders = [...new Set(paths.map((path) => dirname(path)))].filter((folder) => folder !== root);
  // One that is within another goes first. One that is not empty refuses.
  for (const folder of folders.sort((a, b) => b.length - a.length)) await rmdir(folder).catch(() => undefined);
}

async function openWriter(root: string, pathOf: (key: string) => string): Promise<StorageWriter> {
  const file = await openTemporaryFile(root);
  const digest = streamingSha256();
  let finished = false;
  return {
    get bytes() {
      return file.bytes;
    },
    write: async (piece) => {
      digest.update(piece);
      await file.write(piece);
    },
    finish: async (name) => {
      const sha256 = digest.hex();
      const key = name(sha256);
      const target = pathOf(key);
      finished = true;
      if ((await fileBytes(target)) === file.bytes) await file.remove();
      else await file.replace(target);
      return { key, sha256, bytes: file.bytes };
    },
    abort: async () => {
      if (!finished) await file.remove();
    },
  };
}

async function reading<T>(path: string, read: (path: string) => Promise<T>): Promise<T> {
  try {
    return await read(path);
  } catch (error) {
    throw readError(error, path);
  }
}

function readIfThere(path: string): Promise<Uint8Array | undefined> {
  return unlessGone(reading(path, readAll));
}

async function readAll(path: string): Promise<Uint8Array> {
  return await withFile(path, async (file, size) => {
    const bytes = plainBytes(Buffer.allocUnsafeSlow(size));
    const done = await readWhole(file, bytes, 0);
    return done === size ? bytes : bytes.slice(0, done);
  });
}

async function readRange(path: string, start: number, end: number): Promise<Uint8Array> {
  return await withFile(path, async (file, size) => {
    if (start < 0 || end < start || end > size) {
      throw new MillraceError('short-read', `bytes ${start} to ${end} were asked of a value of ${size} bytes`, {
        at: path,
      });
    }
    const bytes = Buffer.allocUnsafeSlow(end - start);
    if ((await readWhole(file, bytes, start)) === bytes.length) return bytes;
    throw new MillraceError('short-read', 'the value was cut while it was read', { at: path });
  });
}

async function withFile<T>(path: string, use: (file: number, size: number) => Promise<T>): Promise<T> {
  await stepOnFiles();
  const file = openSync(path, 'r');
  try {
    return await use(file, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

async function fileBytes(path: string): Promise<number | undefined> {
  await stepOnFiles();
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() ? found.size : undefined;
  } catch (error) {
    if (systemCode(error) === 'ENOTDIR') return undefined;
    throw readError(error, path);
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw readError(error, folder);
  }
}

async function listKeys(root: string, prefix: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (folder: string, entry: Dirent): Promise<void> => {
    const key = `${folder}${entry.name}`;
    if (key === temporaryFolder) return;
    if (entry.isDirectory()) await walk(`${key}/`);
    else if (entry.isFile()) found.push(key);
  };
  const walk = async (folder: string): Promise<void> => {
    const entries = await entriesOf(join(root, folder));
    await Promise.all(entries.map((entry) => visit(folder, entry)));
  };
  await walk(prefix);
  return found.sort(byCodeUnit);
}

/** The same bytes without Buffer's own `slice`, which shares memory where that of Uint8Array copies. */
function plainBytes({ buffer, byteOffset, length }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
