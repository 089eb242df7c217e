import { MillraceError } from '../../core/errors.ts';
import { readManifest, readNewest, type StoredManifest } from '../../shards/catalogue.ts';
import { parseReference } from '../../shards/dataset-name.ts';
import { readLatest } from '../../shards/latest.ts';
import type { Storage } from '../../storage/storage.ts';

/** The versions that `diff` compares. */
export interface TwoVersions {
  readonly before: StoredManifest;
  readonly after: StoredManifest;
}

/**
 * The versions that `diff A [B]` names. B may be a number alone, of A's dataset; without B it is the newest version. A
 * without a version is `latest` or, where that is B already or names none, the version before B.
 *
 * Throws MillraceError (usage) `nothing-to-compare` where the dataset has one version; and what {@link readManifest}
 * throws.
 */
export async function twoVersions(storage: Storage, a: string, b: string | undefined): Promise<TwoVersions> {
  const { dataset, version } = parseReference(a);
  const after =
    b === undefined
      ? await readNewest(storage, dataset)
      : await readManifest(storage, /^\d+$/.test(b) ? `${dataset}@${b}` : b);
  if (version !== undefined) return { before: await readManifest(storage, a), after };
  const latest = await readLatest(storage, dataset);
  const other = latest !== undefined && isOther(after, dataset, latest.version) ? latest.version : versionBefore(after);
  if (other === undefined) {
    throw new MillraceError('nothing-to-compare', `${dataset} has one version only`, {
      kind: 'usage',
      hint: `npx millrace diff ${dataset}@1 NAME@V compares it with a version of another dataset`,
    });
  }
  return { before: await readManifest(storage, `${dataset}@${other}`), after };
}

function isOther({ manifest }: StoredManifest, dataset: string, version: number): boolean {
  return manifest.dataset !== dataset || manifest.version !== version;
}

function versionBefore({ manifest }: StoredManifest): number | undefined {
  return manifest.parent?.version;
}
