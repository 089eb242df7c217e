import { MillraceError } from '../core/errors.ts';
import { sha256Hex } from '../storage/digest.ts';
import type { Storage } from '../storage/storage.ts';
import { isDatasetName, parseReference } from './dataset-name.ts';
import { readLatest } from './latest.ts';
import { type Manifest, type ManifestDraft, manifestBytes, parseManifest, sameContent } from './manifest.ts';

/** A version's manifest, its key, and the SHA-256 of its bytes. */
export interface StoredManifest {
  readonly key: string;
  readonly sha256: string;
  readonly manifest: Manifest;
}

/** Datasets that have a version, in code-unit order. */
export async function listDatasets(storage: Storage): Promise<readonly string[]> {
  const datasets: string[] = [];
  for (const name of await storage.folders('')) {
    if (isDatasetName(name) && (await listVersions(storage, name)).length > 0) datasets.push(name);
  }
  return datasets;
}

/** Versions of a dataset, ascending; none where there is no such dataset. */
export async function listVersions(storage: Storage, dataset: string): Promise<readonly number[]> {
  const prefix = `${dataset}/versions/`;
  const files = await storage.list(prefix);
  return files.flatMap(({ key }) => {
    const digits = /^(\d{8})\.json$/.exec(key.slice(prefix.length))?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });
}

/**
 * The manifest of a reference. `name@latest` is the newest version that passed its gates or was approved; `name` is that
 * one too or, where there is none, the newest. Throws MillraceError `dataset-not-found`, `version-not-found` (usage),
 * which name what exists, `bad-reference`, `bad-manifest`.
 */
export async function readManifest(storage: Storage, reference: string): Promise<StoredManifest> {
  const { dataset, version } = parseReference(reference);
  const versions = await listVersions(storage, dataset);
  const newest = versions.at(-1);
  if (newest === undefined) throw await datasetNotFound(storage, dataset);
  if (typeof version === 'number') {
    if (versions.includes(version)) return await readVersion(storage, dataset, version);
    throw versionNotFound(`${dataset} has no version ${version}`, versions);
  }
  const latest = await readLatest(storage, dataset);
  if (latest === undefined && version === 'latest') {
    throw versionNotFound(`no version of ${dataset} has passed its gates`, versions);
  }
  return await readVersion(storage, dataset, latest?.version ?? newest);
}

/** The newest version of a dataset, whatever its gates said. Throws MillraceError `dataset-not-found` (usage). */
export async function readNewest(storage: Storage, dataset: string): Promise<StoredManifest> {
  const newest = (await listVersions(storage, dataset)).at(-1);
  if (newest === undefined) throw await datasetNotFound(storage, dataset);
  return await readVersion(storage, dataset, newest);
}

/** The manifest of one version that exists. */
export async function readVersion(storage: Storage, dataset: string, version: number): Promise<StoredManifest> {
  const key = versionKey(dataset, version);
  const bytes = await storage.get(key);
  return { key, sha256: sha256Hex(bytes), manifest: parseManifest(bytes, key) };
}

/**
 * Makes a draft the next version of its dataset. Gives the newest version, and `identical`, where that one has the
 * same content. Any number of hosts may do so at once: each version has one winner, and the losers try the next.
 * Throws MillraceError `bad-manifest`, before anything is written, for a draft that could not be read back.
 */
export async function commitVersion(
  storage: Storage,
  draft: ManifestDraft,
): Promise<StoredManifest & { readonly identical: boolean }> {
  for (;;) {
    const newest = (await listVersions(storage, draft.dataset)).at(-1);
    const parent = newest === undefined ? undefined : await readVersion(storage, draft.dataset, newest);
    if (parent !== undefined && sameContent(parent.manifest, draft)) return { ...parent, identical: true };
    const manifest: Manifest = {
      ...draft,
      version: (newest ?? 0) + 1,
      parent: parent === undefined ? null : { version: parent.manifest.version, sha256: parent.sha256 },
    };
    const key = versionKey(draft.dataset, manifest.version);
    const bytes = manifestBytes(manifest);
    parseManifest(bytes, key);
    if (await storage.putIfAbsent(key, bytes)) return { key, sha256: sha256Hex(bytes), manifest, identical: false };
  }
}

/** Name of the file that is a version's in a folder of its dataset. */
export function versionFile(version: number): string {
  return `${String(version).padStart(8, '0')}.json`;
}

/** Key of a version's manifest. */
export function versionKey(dataset: string, version: number): string {
  return `${dataset}/versions/${versionFile(version)}`;
}

async function datasetNotFound(storage: Storage, dataset: string): Promise<MillraceError> {
  const datasets = await listDatasets(storage);
  const known = datasets.length === 0 ? 'the store has none yet' : `the store has ${datasets.join(', ')}`;
  return new MillraceError('dataset-not-found', `there is no dataset ${dataset}`, {
    kind: 'usage',
    at: storage.location,
    hint: `${known}; --store names another store`,
  });
}

function versionNotFound(message: string, versions: readonly number[]): MillraceError {
  const shown = versions.slice(-10).join(', ');
  return new MillraceError('version-not-found', message, {
    kind: 'usage',
    hint: `versions: ${versions.length > 10 ? '…, ' : ''}${shown}`,
  });
}
