import { MillraceError } from '../core/errors.ts';
import { sha256Hex } from '../storage/digest.ts';
import type { Storage } from '../storage/storage.ts';
import { bloomKey, mayHold } from './bloom-filter.ts';
import type { Manifest } from './manifest.ts';
import { openParquetReader } from './parquet-reader.ts';
import { groupsOf, type RowGroup } from './row-file.ts';
import type { RowSchema } from './row-schema.ts';

/** Columns of fates that records are looked up by. */
export const lookupColumns = ['id', 'textHash', 'into'] as const;
export type LookupColumn = (typeof lookupColumns)[number];

/** A file of an index, as an entry of a manifest names it. */
export type FateIndexFile = NonNullable<Manifest['fates'][number]['index']>;

/** Tells which row groups of a file of fates may have a row with a value in a column; in few others it has none. */
export interface FateIndex {
  mayHold(group: number, key: bigint): boolean;
}

/** The columns of an index, a row for each row group of the fates. */
export const indexColumns = { rows: { type: 'uint32' }, filter: { type: 'binary' } } as const satisfies RowSchema;

/** What the index knows a value of a column by. */
export function lookupKey(column: LookupColumn, value: string): bigint {
  return bloomKey(`${column}=${value}`);
}

/**
 * Reads the index of a file of fates: 4 bytes of memory for each of its records. Checks its SHA-256, and that it has the
 * row groups of the fates. Throws MillraceError `bad-file`, `not-found`.
 */
export async function readFateIndex(
  storage: Storage,
  dataset: string,
  index: FateIndexFile,
  groups: readonly RowGroup[],
): Promise<FateIndex> {
  const at = `${dataset}/${index.file}`;
  if (sha256Hex(await storage.get(at)) !== index.sha256)
    throw badIndex(at, 'an index has other bytes than its SHA-256 says');
  const filters: Uint8Array[] = [];
  for await (const group of groupsOf(await openParquetReader(storage, at, indexColumns))) {
    for (const { rows, filter } of group) {
      if (rows !== groups[filters.length]?.rows) throw badIndex(at, `row group ${filters.length} has other rows`);
      filters.push(filter);
    }
  }
  if (filters.length !== groups.length)
    throw badIndex(at, `expected an index of ${groups.length} row groups, found ${filters.length}`);
  return { mayHold: (group, key) => mayHold(filters[group] ?? new Uint8Array(), key) };
}

function badIndex(at: string, message: string): MillraceError {
  return new MillraceError('bad-file', message, { at, hint: 'run `millrace verify`' });
}
