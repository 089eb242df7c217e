import type { Storage, StoredValue } from '../storage/storage.ts';
import { listVersions, readVersion } from './catalogue.ts';
import { filesOf } from './manifest-files.ts';

/** What can be deleted of a dataset or a store's runs, and how many bytes that frees. */
export interface Garbage {
  readonly values: readonly StoredValue[];
  readonly bytes: number;
}

/**
 * Files that no version names, and work folders that are left of builds not in `running` or `reusable`. While a build
 * runs, files that no version names are left alone, since its version may come to name them. Costs a read of every
 * manifest.
 */
export async function findGarbage(
  storage: Storage,
  dataset: string,
  running: ReadonlySet<string>,
  reusable: ReadonlySet<string> = new Set(),
): Promise<Garbage> {
  const values: StoredValue[] = [];
  for (const build of await storage.folders(`${dataset}/work/`)) {
    if (!running.has(build) && !reusable.has(build)) values.push(...(await storage.list(`${dataset}/work/${build}/`)));
  }
  if (running.size === 0) values.push(...(await unnamedFiles(storage, dataset)));
  return garbageOf(values);
}

/** Values that can be deleted, and how many bytes they have. */
export function garbageOf(values: readonly StoredValue[]): Garbage {
  return { values, bytes: values.reduce((sum, value) => sum + value.bytes, 0) };
}

const deletedAtOnce = 128;

/** Deletes what {@link findGarbage} found. No build of the dataset may have begun in between: `requireTurn` throws then. */
export function deleteGarbage(storage: Storage, { values }: Garbage, requireTurn?: () => void): Promise<void> {
  return deleteKeys(
    storage,
    values.map(({ key }) => key),
    requireTurn,
  );
}

/** Deletes values, some at once, as long as `requireTurn` does not throw. */
export async function deleteKeys(
  storage: Storage,
  keys: readonly string[],
  requireTurn: () => void = () => undefined,
): Promise<void> {
  for (let from = 0; from < keys.length; from += deletedAtOnce) {
    requireTurn();
    await storage.deleteAll(keys.slice(from, from + deletedAtOnce));
  }
}

async function unnamedFiles(storage: Storage, dataset: string): Promise<StoredValue[]> {
  const named = new Set<string>();
  for (const version of await listVersions(storage, dataset)) {
    const { manifest } = await readVersion(storage, dataset, version);
    for (const { file } of filesOf(manifest)) named.add(`${dataset}/${file}`);
  }
  const values: StoredValue[] = [];
  for (const folder of ['data', 'fates', 'metrics']) {
    const files = await storage.list(`${dataset}/${folder}/`);
    values.push(...files.filter(({ key }) => !named.has(key)));
  }
  return values;
}
