import type { FateRow } from '../core/fate.ts';
import type { Manifest } from '../shards/manifest.ts';
import type { Storage } from '../storage/storage.ts';
import { searchFates } from './fate-search.ts';

/** The fates of the kept records with some ids, by id: one pass over the ids of a version. */
export async function fatesOfRecords(
  storage: Storage,
  { dataset, fates }: Manifest,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, FateRow>> {
  const keys = fates.map(({ file }) => `${dataset}/${file}`);
  const found = new Map<string, FateRow>();
  const rows = searchFates(storage, keys, ['id', 'fate'], ({ id, fate }) => fate === 'kept' && ids.has(id));
  for await (const row of rows) found.set(row.id, row);
  return found;
}
