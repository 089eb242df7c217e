import type { FateRow } from '../core/fate.ts';
import type { Storage } from '../storage/storage.ts';
import { openArrowReader } from './arrow-reader.ts';
import { openArrowWriter } from './arrow-writer.ts';
import { fateColumns, fateFromRow } from './fate-columns.ts';
import { mappedReader, mappedWriter } from './mapped-rows.ts';
import type { RowFileReader, RowFileWriter } from './row-file.ts';
import type { RowSchema } from './row-schema.ts';

/** The fate of the record at `ordinal` in its partition, before all partitions' fates are put together. */
export interface RecordFate {
  readonly ordinal: number;
  readonly fate: FateRow;
}

const columns = { ordinal: { type: 'uint32' }, ...fateColumns } as const satisfies RowSchema;

const groupLimits = { rows: 16_384, textBytes: 16 * 2 ** 20 };

/** Writes fates with ordinals, Arrow IPC, to the file `name` in `folder`: an intermediate, so named by its job. */
export async function openRecordFateWriter(
  storage: Storage,
  folder: string,
  name: string,
): Promise<RowFileWriter<RecordFate>> {
  const writer = await openArrowWriter({ storage, folder, name: () => name }, columns, groupLimits, 'fast');
  return mappedWriter(writer, ({ ordinal, fate }) => ({ ordinal, ...fate }));
}

/** Opens a file of fates with ordinals. */
export async function openRecordFateReader(storage: Storage, key: string): Promise<RowFileReader<RecordFate>> {
  const reader = await openArrowReader(storage, key, columns);
  return mappedReader(reader, (row) => ({ ordinal: row.ordinal, fate: fateFromRow(row) }));
}
