import { MillraceError } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import { listVersions, readVersion, type StoredManifest } from './catalogue.ts';
import { mayBeLatest } from './decision.ts';
import { advanceLatest } from './latest.ts';

/**
 * Moves `latest` to a version that passed its gates or was approved, never backwards. True where it now names that
 * version; false where it names a newer one, to which it moves where that one is as good: a crash may have come between
 * its decision and its move.
 * Throws MillraceError `gates-not-passed`, and `version-changed` where the manifest's digest is not `sha256`.
 */
export async function moveLatest(storage: Storage, dataset: string, version: number, sha256: string): Promise<boolean> {
  const asked = await readVersion(storage, dataset, version);
  if (asked.sha256 !== sha256) {
    throw new MillraceError('version-changed', 'the manifest is not the one that was committed', { at: asked.key });
  }
  if (!(await mayBeLatest(storage, asked))) {
    throw new MillraceError('gates-not-passed', `version ${version} of ${dataset} did not pass its gates`, {
      hint: `\`millrace show ${dataset}@${version}\` lists them; \`millrace approve ${dataset}@${version}\` accepts it`,
    });
  }
  const { manifest, sha256: manifestSha256 } = (await newestGood(storage, dataset, version)) ?? asked;
  return (await advanceLatest(storage, dataset, { version: manifest.version, manifestSha256 })).version === version;
}

/** The newest version above `above` that `latest` may name. */
async function newestGood(storage: Storage, dataset: string, above: number): Promise<StoredManifest | undefined> {
  const newer = (await listVersions(storage, dataset)).filter((version) => version > above);
  for (const version of newer.reverse()) {
    const found = await readVersion(storage, dataset, version);
    if (await mayBeLatest(storage, found)) return found;
  }
  return undefined;
}
