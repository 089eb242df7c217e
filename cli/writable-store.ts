import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { errorToData } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import type { Check } from '../workers/temporal/check.ts';

/**
 * Writes a value and deletes it again, so that a store that cannot be written to is told before anything starts for it.
 *
 * @throws {MillraceError} `not-writable` or `disk-full`; `s3-denied` and what else `s3Error` tells
 */
export async function requireWritable(storage: Storage): Promise<void> {
  const key = `writable/${randomUUID()}`;
  await storage.put(key, new Uint8Array());
  await storage.delete(key);
}

/** The same as a line of `doctor`; undefined where the store is a folder, which is looked at with its machine. */
export async function checkRemoteStore(storage: Storage): Promise<Check | undefined> {
  if (isAbsolute(storage.location)) return undefined;
  try {
    await requireWritable(storage);
    return { name: 'store', ok: true, found: `${storage.location} can be written to`, hint: null };
  } catch (error) {
    const { message, hint } = errorToData(error);
    return { name: 'store', ok: false, found: message, hint: hint ?? null };
  }
}
