import type { FateRow } from '../core/fate.ts';
import type { Storage } from '../storage/storage.ts';
import { bloomFilterOf } from './bloom-filter.ts';
import { type FateIndexFile, indexColumns, lookupColumns, lookupKey } from './fate-index.ts';
import { openParquetWriter } from './parquet-writer.ts';
import { contentName, type RowGroup } from './row-file.ts';

const groupLimits = { rows: 4_096, textBytes: 32 * 2 ** 20 };

/** Collects the keys of fates as they are written, 8 bytes for each, and writes the index of their file. */
export interface FateIndexer {
  add(row: FateRow): void;
  /** Writes `fates/<sha256>.parquet`: for each row group its rows and a Bloom filter of its keys, 4 bytes a record. */
  finish(groups: readonly RowGroup[]): Promise<FateIndexFile>;
}

export function openFateIndexer(storage: Storage, dataset: string): FateIndexer {
  const keys = lookupColumns.map((): (bigint | null)[] => []);
  return {
    add: (row) => {
      for (const [place, column] of lookupColumns.entries()) {
        const value = row[column];
        keys[place]?.push(value === null ? null : lookupKey(column, value));
      }
    },
    finish: async (groups) => {
      const target = { storage, folder: dataset, name: contentName('fates', 'parquet') };
      const writer = await openParquetWriter(target, indexColumns, groupLimits);
      let start = 0;
      for (const { rows } of groups) {
        const inGroup = keys.flatMap((each) => each.slice(start, start + rows).filter((key) => key !== null));
        await writer.add([{ rows, filter: bloomFilterOf(inGroup) }]);
        start += rows;
      }
      const { file, sha256, bytes } = await writer.finish();
      return { file, sha256, bytes };
    },
  };
}
