import type { FateRow } from '../core/fate.ts';
import type { Storage } from '../storage/storage.ts';
import { fateColumns, fateFromRow } from './fate-columns.ts';
import { mappedReader } from './mapped-rows.ts';
import { openParquetReader } from './parquet-reader.ts';
import { openParquetWriter } from './parquet-writer.ts';
import { contentName, type RowFileReader, type RowFileWriter } from './row-file.ts';

const groupLimits = { rows: 65_536, textUnits: 32 * 2 ** 20 };

/** Writes fates, Parquet, to `fates/<sha256>.parquet` in the dataset's folder. */
export function openFateWriter(storage: Storage, dataset: string): Promise<RowFileWriter<FateRow>> {
  return openParquetWriter(
    { storage, folder: dataset, name: contentName('fates', 'parquet') },
    fateColumns,
    groupLimits,
  );
}

/** Opens a file of fates. */
export async function openFateReader(storage: Storage, key: string): Promise<RowFileReader<FateRow>> {
  return mappedReader(await openParquetReader(storage, key, fateColumns), fateFromRow);
}

/** What to look for: rows that are equal in every column named here. */
export type FateFilter = Partial<Pick<FateRow, 'id' | 'textHash' | 'fate' | 'stage' | 'reason'>>;

/**
 * The fates of one file that match a filter, in their order. Reads the filter's columns of each group, and the rest
 * only of groups with a match.
 */
export async function* findFates(storage: Storage, key: string, filter: FateFilter): AsyncGenerator<FateRow> {
  const reader = await openParquetReader(storage, key, fateColumns);
  const wanted = Object.entries(filter) as [keyof FateFilter, string | null][];
  const names = wanted.map(([name]) => name);
  for (let index = 0; index < reader.groups; index++) {
    const keys = names.length === 0 ? undefined : await reader.columns(index, names);
    const matches = keys?.map((row) => wanted.every(([name, value]) => row[name] === value));
    if (matches !== undefined && !matches.includes(true)) continue;
    const rows = await reader.group(index);
    for (let row = 0; row < rows.length; row++) {
      const found = rows[row];
      if (found !== undefined && (matches === undefined || matches[row] === true)) yield fateFromRow(found);
    }
  }
}
