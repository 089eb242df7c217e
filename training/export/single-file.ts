import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { MillraceError } from '../../core/errors.ts';
import { systemCode, writeError } from '../../storage/file-errors.ts';

/**
 * Writes a file that is not there yet, whole or not at all; gives its path. Throws MillraceError `not-empty` (usage)
 * where there is one, `disk-full`, `not-writable`.
 */
export async function writeSingleFile(path: string, bytes: Uint8Array): Promise<string> {
  const location = resolve(path);
  const partial = `${location}.partial`;
  try {
    await mkdir(dirname(location), { recursive: true });
    const handle = await open(partial, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(partial, location);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw writeError(error, location, bytes.length);
    throw taken(location, error);
  } finally {
    await rm(partial, { force: true });
  }
  return location;
}

function taken(at: string, cause: unknown): MillraceError {
  return new MillraceError('not-empty', 'expected a file that is not there yet, found one', {
    kind: 'usage',
    at,
    hint: 'name another file, or remove this one: an export never replaces files',
    cause,
  });
}
