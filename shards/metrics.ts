import parquet from 'parquetjs-lite';
import { MillraceError } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import { writeContentFile } from './content-file.ts';
import { openParquetReader, parquetRowGroups } from './parquet-reader.ts';
import { contentName, groupsOf, type WrittenFile } from './row-file.ts';
import type { RowSchema } from './row-schema.ts';

/** One measured number: `metric` with, where it is one of many, the `key` that tells which (a reason, a bin). */
export interface MetricRow {
  readonly metric: string;
  readonly key: string | null;
  readonly value: number;
}

const columns = {
  metric: { type: 'utf8' },
  key: { type: 'utf8', nullable: true },
  value: { type: 'float64' },
} as const satisfies RowSchema;

const rowGroupRows = 4096;

/**
 * Writes metrics, row by row with parquetjs-lite, to `metrics/<sha256>.parquet` in the dataset's folder. For small
 * tables: the file is put together in memory, so a failure leaves nothing.
 * A value of −0 is stored as 0. Throws MillraceError `bad-metric` for a value that is not finite, or a BigInt that a double cannot hold exactly.
 */
export async function writeMetrics(
  storage: Storage,
  dataset: string,
  rows: readonly (Omit<MetricRow, 'value'> & { readonly value: number | bigint })[],
): Promise<WrittenFile> {
  const pieces: Uint8Array[] = [];
  const table = openTable(pieces);
  for (const { metric, key, value } of rows) {
    await table.appendRow({ metric, ...(key === null ? {} : { key }), value: exactNumber(metric, value) });
  }
  await table.close();
  const written = await writeContentFile(storage, dataset, contentName('metrics', 'parquet'), Buffer.concat(pieces));
  const rowGroups = await parquetRowGroups(storage, `${dataset}/${written.file}`);
  return { ...written, rows: rows.length, rowGroups };
}

/** All metrics of a file. */
export async function readMetrics(storage: Storage, key: string): Promise<readonly MetricRow[]> {
  const rows: MetricRow[] = [];
  for await (const group of groupsOf(await openParquetReader(storage, key, columns))) rows.push(...group);
  return rows;
}

/** Statistics are off: parquetjs-lite orders text by UTF-16, and other readers would then skip rows wrongly. */
function openTable(pieces: Uint8Array[]) {
  const common = { compression: 'SNAPPY', statistics: false } as const;
  const schema = new parquet.ParquetSchema({
    metric: { type: 'UTF8', ...common },
    key: { type: 'UTF8', optional: true, ...common },
    value: { type: 'DOUBLE', ...common },
  });
  const envelope = new parquet.ParquetEnvelopeWriter(
    schema,
    (piece) => pieces.push(piece),
    () => undefined,
    0,
    {
      useDataPageV2: false,
    },
  );
  return new parquet.ParquetWriter(schema, envelope, { rowGroupSize: rowGroupRows });
}

function exactNumber(metric: string, value: number | bigint): number {
  const number = Number(value);
  if (typeof value === 'bigint' && !Number.isSafeInteger(number)) {
    throw new MillraceError('bad-metric', `${metric}: ${value} is above 2^53, and would be stored as another number`);
  }
  if (!Number.isFinite(number)) throw new MillraceError('bad-metric', `${metric}: ${number} is not finite`);
  return number + 0;
}
