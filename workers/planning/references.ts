import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { ImageReader, ImageReaderInput, ReferencedFiles } from '../../pipelines/image-readers/image-reader.ts';
import { isProblem, type Problem, type ReadLimits } from '../../pipelines/reader.ts';
import { isS3Url } from '../../storage/s3/s3-url.ts';
import { readObjectInside } from './object-references.ts';

/**
 * What the files that records name hold, taken together: the digest of path and SHA-256 (or problem) of each, in the
 * order in which they were first read.
 */
export interface ReferenceDigest {
  readonly sha256: string;
  /** Different paths, those without a file included. */
  readonly files: number;
  readonly bytes: number;
}

/** Referenced files that keep count of what was read: the same files in the same order give the same digest. */
export interface CountedReferences extends ReferencedFiles {
  digest(): ReferenceDigest;
}

/**
 * The files that `file`, an absolute path or an `s3://` URL, may name: those in its own folder and below. A path that
 * leads elsewhere, be it by `..`, from the root or through a link, is `outside-folder`; where there is no file it is
 * `missing-image`, where there is something else `not-a-file`, where it may not be read `permission-denied`. A file
 * longer than `limits.recordBytes` is `record-too-large`. Cost: one read of each file each time that it is asked for.
 */
export function openReferences(file: string, limits: Pick<ReadLimits, 'recordBytes'>): CountedReferences {
  const readOne = isS3Url(file) ? readObjectInside : readInside;
  const folder = dirname(file);
  const hash = createHash('sha256');
  const seen = new Set<string>();
  let bytes = 0;
  return {
    read: async (path) => {
      const found = await readOne(folder, path, limits.recordBytes);
      if (!seen.has(path)) {
        seen.add(path);
        if (!isProblem(found)) bytes += found.length;
        const told = isProblem(found) ? JSON.stringify(found) : createHash('sha256').update(found).digest('hex');
        hash.update(`${JSON.stringify(path)}\n${told}\n`);
      }
      return found;
    },
    digest: () => ({ sha256: hash.copy().digest('hex'), files: seen.size, bytes }),
  };
}

/**
 * The digest of all files that a range's records name, for the plan; null for formats that name none. What
 * `openReferences` tells after the range's images were read to their end is equal as long as no file has changed.
 * Memory: one file, and the paths.
 */
export async function referenceDigest(
  file: string,
  input: Omit<ImageReaderInput, 'references'>,
  reader: ImageReader<unknown>,
  options: unknown,
  limits: ReadLimits,
): Promise<ReferenceDigest | null> {
  if (reader.referencedPaths === undefined) return null;
  const references = openReferences(file, limits);
  for await (const path of reader.referencedPaths(input, options, limits)) await references.read(path);
  return references.digest();
}

async function readInside(folder: string, path: string, limit: number): Promise<Uint8Array | Problem> {
  const place = resolve(folder, path);
  if (isAbsolute(path) || !isInside(folder, place)) return { problem: 'outside-folder' };
  let handle: FileHandle | undefined;
  try {
    const [root, real] = [await realpath(folder), await realpath(place)];
    if (!isInside(root, real)) return { problem: 'outside-folder' };
    // Without NONBLOCK, opening a pipe waits for its writer.
    handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    const state = await handle.stat();
    if (!state.isFile()) return { problem: 'not-a-file' };
    if (state.size > limit) return { problem: 'record-too-large', value: state.size, limit };
    return await readWhole(handle, state.size);
  } catch (error) {
    return { problem: problemOf((error as NodeJS.ErrnoException).code) };
  } finally {
    await handle?.close();
  }
}

function isInside(folder: string, place: string): boolean {
  const way = relative(folder, place);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function readWhole(handle: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const { bytesRead } = await handle.read(bytes, filled, size - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function problemOf(code: string | undefined): string {
  if (code === 'EACCES' || code === 'EPERM') return 'permission-denied';
  // A folder named through a link that ends in itself is no more to be found than one that is not there.
  if (code === 'EISDIR' || code === 'ENXIO') return 'not-a-file';
  return 'missing-image';
}
