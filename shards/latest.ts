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
  return (await readTagged(storage, dataset)).latest;
}

/**
 * Makes `latest` name a version, unless it names that one or a newer: then nothing is changed. Gives what it names now.
 * Among any number of hosts each moves it forwards only, by compare-and-set.
 */
export async function advanceLatest(storage: Storage, dataset: string, to: Latest): Promise<Latest> {
  const key = latestKey(dataset);
  const bytes = Buffer.from(`${JSON.stringify({ manifestSha256: to.manifestSha256, version: to.version }, null, 2)}\n`);
  for (;;) {
    const { latest, tag } = await readTagged(storage, dataset);
    if (latest !== undefined && latest.version >= to.version) return latest;
    const moved = tag === undefined ? storage.putIfAbsent(key, bytes) : storage.replaceIf(key, bytes, tag);
    if (await moved) return to;
  }
}

async function readTagged(storage: Storage, dataset: string): Promise<{ latest?: Latest; tag?: string }> {
  const key = latestKey(dataset);
  const found = await storage.getTagged(key);
  if (found === undefined) return {};
  try {
    return { latest: latestSchema.parse(JSON.parse(Buffer.from(found.bytes).toString('utf8'))), tag: found.tag };
  } catch (error) {
    throw new MillraceError('bad-latest', 'it does not name a version', { at: key, cause: error });
  }
}

function latestKey(dataset: string): string {
  return `${dataset}/latest.json`;
}
