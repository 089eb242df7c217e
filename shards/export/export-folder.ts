import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { MillraceError } from '../../core/errors.ts';
import { systemCode, writeError } from '../../storage/file-errors.ts';
import { writeWhole } from '../../storage/file-pieces.ts';
import { checkKey } from '../../storage/storage-key.ts';

/** A file of an export that is written in pieces, which must not change afterwards. */
export interface ExportFile {
  /** Bytes taken. */
  readonly bytes: number;
  write(piece: Uint8Array): Promise<void>;
  /** Makes the bytes last. */
  close(): Promise<void>;
}

/**
 * The folder that an export fills: its files appear when it is finished, and not before. Paths are those of
 * `storage/storage.ts`, so nothing is ever written outside the folder; a path that was written is refused.
 * After an error, or instead of `finish`, call `abort`: what was written is removed, and so is the folder if it was made.
 *
 * Errors: `disk-full`, `not-writable`, `bad-key`.
 */
export interface ExportFolder {
  readonly location: string;
  readonly files: number;
  readonly bytes: number;
  create(path: string): Promise<ExportFile>;
  /** Writes a small file at once. */
  put(path: string, bytes: Uint8Array): Promise<void>;
  finish(): Promise<void>;
  abort(): Promise<void>;
}

const unfinished = '.partial';
const bufferBytes = 2 ** 20;

/** Opens a folder that is empty or not there yet. Throws MillraceError `not-empty` (usage) for any other. */
export async function openExportFolder(path: string): Promise<ExportFolder> {
  const location = resolve(path);
  const staging = join(location, unfinished);
  const made = await writing(location, 0, () => mkdir(location, { recursive: true }));
  await requireEmpty(location);
  await writing(location, 0, () => mkdir(staging));
  const folders = new Set([staging]);
  const opened = new Set<FileHandle>();
  let files = 0;
  let bytes = 0;

  const openFile = async (name: string): Promise<FileHandle> => {
    checkKey(name);
    const target = join(staging, name);
    return await writing(join(location, name), 0, async () => {
      const folder = dirname(target);
      if (!folders.has(folder)) await mkdir(folder, { recursive: true });
      folders.add(folder);
      const handle = await open(target, 'wx').catch((error: unknown) => {
        throw systemCode(error) === 'EEXIST' ? nameTaken(join(location, name), error) : error;
      });
      opened.add(handle);
      files++;
      return handle;
    });
  };
  const close = async (handle: FileHandle): Promise<void> => {
    opened.delete(handle);
    await handle.close();
  };

  return {
    location,
    get files() {
      return files;
    },
    get bytes() {
      return bytes;
    },
    create: async (name) => {
      const handle = await openFile(name);
      let pieces: Uint8Array[] = [];
      let waiting = 0;
      let written = 0;
      const flush = async (): Promise<void> => {
        const block = Buffer.concat(pieces);
        [pieces, waiting] = [[], 0];
        await writing(join(location, name), bytes, () => writeWhole(handle.fd, block));
      };
      return {
        get bytes() {
          return written;
        },
        write: async (piece) => {
          pieces.push(piece);
          waiting += piece.byteLength;
          written += piece.byteLength;
          bytes += piece.byteLength;
          if (waiting >= bufferBytes) await flush();
        },
        close: async () => {
          await flush();
          await writing(join(location, name), bytes, () => handle.sync());
          await close(handle);
        },
      };
    },
    put: async (name, content) => {
      const handle = await openFile(name);
      await writing(join(location, name), content.byteLength, () => writeWhole(handle.fd, content));
      await close(handle);
      bytes += content.byteLength;
    },
    finish: async () => {
      await writing(location, bytes, async () => {
        for (const name of await readdir(staging)) await rename(join(staging, name), join(location, name));
        await rmdir(staging);
      });
    },
    abort: async () => {
      for (const handle of opened) await handle.close().catch(() => undefined);
      await rm(staging, { recursive: true, force: true });
      if (made !== undefined) await removeEmpty(location, made);
    },
  };
}

async function requireEmpty(location: string): Promise<void> {
  const names = (await readdir(location)).sort();
  const [first] = names;
  if (first === undefined) return;
  const others = names.length === 1 ? '' : ` and ${names.length - 1} more`;
  throw new MillraceError(
    'not-empty',
    `expected an empty folder or none, found ${JSON.stringify(first)}${others} in it`,
    {
      kind: 'usage',
      at: location,
      hint: names.includes(unfinished)
        ? `an export into it still runs, or was killed: if none runs, remove ${join(location, unfinished)}`
        : 'name another folder, or empty this one: an export never replaces files',
    },
  );
}

function nameTaken(path: string, cause: unknown): MillraceError {
  return new MillraceError('name-taken', 'two records would have the same file', {
    at: path,
    hint: 'ids that differ in upper and lower case alone need a file system that tells them apart',
    cause,
  });
}

/** Removes a folder and those above it up to `top`, as long as they are empty. */
async function removeEmpty(folder: string, top: string): Promise<void> {
  for (let path = folder; path.startsWith(top); path = dirname(path)) {
    if (
      !(await rmdir(path).then(
        () => true,
        () => false,
      ))
    )
      return;
  }
}

async function writing<T>(path: string, bytes: number, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const told = writeError(error, path, bytes);
    if (!(told instanceof MillraceError)) throw told;
    throw new MillraceError(told.code, told.message, {
      at: path,
      hint: told.code === 'disk-full' ? 'free some space, or name a folder on another disk' : 'name another folder',
      cause: error,
    });
  }
}
