import { z } from 'zod';
import { MillraceError } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import { versionFile, versionKey } from './catalogue.ts';
import { readLatest } from './latest.ts';

const purgedSchema = z.strictObject({ version: z.int().positive(), manifestSha256: z.string() });

/**
 * Deletes the manifests of versions that are older than the one that `latest` names; their files are garbage then. Each
 * leaves its digest in `purged/`, by which its child still knows it. Throws MillraceError `version-is-latest` (usage),
 * before anything is deleted.
 */
export async function purgeVersions(
  storage: Storage,
  dataset: string,
  versions: readonly Readonly<z.infer<typeof purgedSchema>>[],
): Promise<void> {
  const latest = (await readLatest(storage, dataset))?.version ?? 0;
  const newest = Math.max(0, ...versions.map(({ version }) => version));
  if (newest >= latest) {
    throw new MillraceError('version-is-latest', `${dataset}@${newest} is no older than ${dataset}@latest`, {
      kind: 'usage',
      hint: `a newer version has to pass its gates or be approved first; npx millrace ls ${dataset} shows them`,
    });
  }
  for (const { version, manifestSha256 } of versions) {
    const bytes = Buffer.from(`${JSON.stringify({ version, manifestSha256 }, null, 2)}\n`);
    await storage.putIfAbsent(purgedKey(dataset, version), bytes);
    await storage.delete(versionKey(dataset, version));
  }
}

/** The SHA-256 that the manifest of a deleted version had; undefined where none of that number was deleted. */
export async function readPurged(storage: Storage, dataset: string, version: number): Promise<string | undefined> {
  const key = purgedKey(dataset, version);
  if ((await storage.size(key)) === undefined) return undefined;
  try {
    return purgedSchema.parse(JSON.parse(Buffer.from(await storage.get(key)).toString('utf8'))).manifestSha256;
  } catch (cause) {
    throw new MillraceError('bad-purged', 'it does not name a deleted version', { at: key, cause });
  }
}

function purgedKey(dataset: string, version: number): string {
  return `${dataset}/purged/${versionFile(version)}`;
}
