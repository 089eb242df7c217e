import type { Storage } from '../storage/storage.ts';
import { mappedReader } from './mapped-rows.ts';
import { openParquetReader } from './parquet-reader.ts';
import { openParquetWriter } from './parquet-writer.ts';
import { contentName, type RowFileReader, type RowFileWriter } from './row-file.ts';
import type { RowSchema } from './row-schema.ts';

/** An input file of a build: its path relative to the recipe, and what it held. */
export interface InputFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The columns of the table of input files. */
export const inputColumns = {
  path: { type: 'utf8', bulk: true },
  bytes: { type: 'int64' },
  sha256: { type: 'utf8', bulk: true },
} as const satisfies RowSchema;

const groupLimits = { rows: 65_536, textBytes: 32 * 2 ** 20 };

/** Writes the table of input files, Parquet, to `data/<sha256>.parquet` in the dataset's folder. */
export function openInputWriter(storage: Storage, dataset: string): Promise<RowFileWriter<InputFile>> {
  return openParquetWriter(
    { storage, folder: dataset, name: contentName('data', 'parquet') },
    inputColumns,
    groupLimits,
  );
}

/** Opens a table of input files. */
export async function openInputReader(storage: Storage, key: string): Promise<RowFileReader<InputFile>> {
  return mappedReader(await openParquetReader(storage, key, inputColumns), ({ path, bytes, sha256 }) => ({
    path,
    bytes,
    sha256,
  }));
}
