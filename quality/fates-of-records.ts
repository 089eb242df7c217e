import type { FateRow } from '../core/fate.ts';
import { openFateSearch } from '../shards/fate-search.ts';
import type { Manifest } from '../shards/manifest.ts';
import type { Storage } from '../storage/storage.ts';

/** The fates of the kept records with some ids, by id: read by the index of fates, where the version has one. */
export async function fatesOfRecords(
  storage: Storage,
  manifest: Manifest,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, FateRow>> {
  const found = new Map<string, FateRow>();
  for await (const row of openFateSearch(storage, manifest).lookUp('id', ids)) {
    if (row.fate === 'kept') found.set(row.id, row);
  }
  return found;
}
