import type { FateRow } from '../core/fate.ts';
import type { Storage } from '../storage/storage.ts';
import { fateColumns, fateFromRow } from './fate-columns.ts';
import type { FateIndexFile } from './fate-index.ts';
import { openFateIndexer } from './fate-indexer.ts';
import type { Manifest } from './manifest.ts';
import { mappedReader } from './mapped-rows.ts';
import { openParquetReader } from './parquet-reader.ts';
import { openParquetWriter } from './parquet-writer.ts';
import { contentName, type RowFileReader, type RowFileWriter, type WrittenFile } from './row-file.ts';

/** A lookup decodes one column of a group, and of the others the pages of one row. */
const groupLimits = { rows: 8_192, textBytes: 16 * 2 ** 20, pageBytes: 16 * 2 ** 10 };

/** A file of fates with its index, as a manifest names them. */
export type FateFile = WrittenFile & { readonly index: FateIndexFile };

/** Writes fates. */
export interface FateWriter extends RowFileWriter<FateRow> {
  finish(): Promise<FateFile>;
}

/**
 * Writes fates, Parquet, to `fates/<sha256>.parquet` in the dataset's folder, and beside it their index. Holds one group of
 * rows, and 24 bytes for each row.
 */
export async function openFateWriter(storage: Storage, dataset: string): Promise<FateWriter> {
  const target = { storage, folder: dataset, name: contentName('fates', 'parquet') };
  const writer = await openParquetWriter(target, fateColumns, groupLimits);
  const indexer = openFateIndexer(storage, dataset);
  return {
    get rows() {
      return writer.rows;
    },
    get bytes() {
      return writer.bytes;
    },
    add: (rows) => writer.add(indexed(rows, indexer.add)),
    finish: async () => {
      const file = await writer.finish();
      return { ...file, index: await indexer.finish(file.rowGroups) };
    },
    abort: () => writer.abort(),
  };
}

function* indexed(rows: Iterable<FateRow>, add: (row: FateRow) => void): Generator<FateRow> {
  for (const row of rows) {
    add(row);
    yield row;
  }
}

/** A file of fates as a manifest names it. */
export function fateTable({ file, sha256, bytes, rows, index }: FateFile): Manifest['fates'][number] {
  return { file, sha256, bytes, rows, index };
}

/** Opens a file of fates. */
export async function openFateReader(storage: Storage, key: string): Promise<RowFileReader<FateRow>> {
  return mappedReader(await openParquetReader(storage, key, fateColumns), fateFromRow);
}
