import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { errorToData, MillraceError } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import type { Check } from '../workers/temporal/check.ts';

/**
 * Writes a value and deletes it again, so that a store that cannot be written to is told before anything starts for it. Of
 * one that is no folder it also sees whether what is there is kept from a second writer.
 *
 * @throws {MillraceError} `not-writable` or `disk-full`; `s3-denied` and what else `s3Error` tells; `no-conditional-writes`
 */
export async function requireWritable(storage: Storage): Promise<void> {
  const key = `writable/${randomUUID()}`;
  if (isAbsolute(storage.location)) {
    await storage.put(key, new Uint8Array());
    return await storage.delete(key);
  }
  const broken = await brokenCondition(storage, key);
  await storage.delete(key);
  if (broken === undefined) return;
  throw new MillraceError('no-conditional-writes', `the store's server does not honour ${broken} on PUT`, {
    kind: 'usage',
    at: storage.location,
    hint: 'Of two builds that end at once it would lose one. Keep the store on a server that honours it, as Amazon S3 and versitygw do, or in a folder; to read sources from this one is fine.',
  });
}

/** Writes a value; of the conditions that it breaks, the first that the store passes over. */
async function brokenCondition(storage: Storage, key: string): Promise<string | undefined> {
  await storage.putIfAbsent(key, new Uint8Array());
  if (await storage.putIfAbsent(key, Buffer.from('second'))) return 'If-None-Match: *';
  return (await storage.replaceIf(key, Buffer.from('third'), '"00000000000000000000000000000000"'))
    ? 'If-Match'
    : undefined;
}

/** The same as a line of `doctor`; undefined where the store is a folder, which is looked at with its machine. */
export async function checkRemoteStore(storage: Storage): Promise<Check | undefined> {
  if (isAbsolute(storage.location)) return undefined;
  try {
    await requireWritable(storage);
    return {
      name: 'store',
      ok: true,
      found: `${storage.location} can be written to, by one of several at a time`,
      hint: null,
    };
  } catch (error) {
    const { message, hint } = errorToData(error);
    return { name: 'store', ok: false, found: message, hint: hint ?? null };
  }
}
