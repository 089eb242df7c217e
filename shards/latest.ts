import { z } from 'zod';
import { MillraceError } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';

const latestSchema = z.strictObject({
  version: z.int().positive(),
  manifestSha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What `latest.json` says: the newest version that passed its gates, or that a person approved. */
export type Latest = z.infer<typeof latestSchema>;

/** The content of a dataset's `latest.json`; undefined where no version has passed its gates or was approved. */
export async function readLatest(storage: Storage, dataset: string): Promise<Latest | undefined> {
  const key = latestKey(dataset);
  if ((await storage.size(key)) === undefined) return undefined;
  const bytes = await storage.get(key);
  try {
    return latestSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (error) {
    throw new MillraceError('bad-latest', 'it does not name a version', { at: key, cause: error });
  }
}

/** Replaces a dataset's `latest.json`. */
export async function writeLatest(storage: Storage, dataset: string, latest: Latest): Promise<void> {
  const { version, manifestSha256 } = latest;
  await storage.put(latestKey(dataset), Buffer.from(`${JSON.stringify({ manifestSha256, version }, null, 2)}\n`));
}

function latestKey(dataset: string): string {
  return `${dataset}/latest.json`;
}
