import { MillraceError } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import { readVersion } from './catalogue.ts';
import { mayBeLatest } from './decision.ts';
import { advanceLatest } from './latest.ts';

/**
 * Moves `latest` to a version that passed its gates or was approved, never backwards. True where it now names that
 * version; false where it names a newer one.
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
  return (await advanceLatest(storage, dataset, { version, manifestSha256: sha256 })).version === version;
}
