import { RecordBatchStreamWriter } from 'apache-arrow';
import { Compression, EnabledStatistics, type WriterProperties, WriterPropertiesBuilder } from 'parquet-wasm';
import { openParquetEncoder } from './parquet-encoder.ts';
import { parquetRowGroups } from './parquet-reader.ts';
import type { FileTarget, RowFileWriter } from './row-file.ts';
import { type GroupLimits, groupRows } from './row-groups.ts';
import { type AnyRow, type RowOf, type RowSchema, textUnits } from './row-schema.ts';
import { arrowSchema, toRecordBatch } from './rows-to-arrow.ts';

/** Encoded bytes after which the encoder ends a row group early: the bound of its memory. */
const rowGroupBytes = 64 * 2 ** 20;
/** Values between two looks at a page's size. Small, since one value may be a whole book. */
const valuesPerLook = 64;

/**
 * Writes rows as a Parquet file, ZSTD, row groups of `limits.rows` rows. A group ends early only where its encoded
 * bytes pass 64 MiB. Holds one group of rows, its buffers twice, and one encoded row group.
 * Errors: those of `storage`, `bad-value`.
 */
export async function openParquetWriter<S extends RowSchema>(
  target: FileTarget,
  schema: S,
  limits: GroupLimits,
): Promise<RowFileWriter<RowOf<S>>> {
  const arrow = arrowSchema(schema);
  const groups = groupRows<AnyRow>(limits, textUnits(schema));
  const file = await target.storage.open();
  const encoder = openParquetEncoder(file, writerProperties(schema, limits.rows));
  const encode = async (group: readonly AnyRow[]) => {
    const stream = new RecordBatchStreamWriter();
    stream.write(toRecordBatch(schema, arrow, group));
    stream.finish();
    await encoder.add(stream.toUint8Array(true));
  };
  return {
    get rows() {
      return groups.rows;
    },
    get bytes() {
      return file.bytes;
    },
    add: async (more) => {
      for (const group of groups.add(more)) await encode(group);
    },
    finish: async () => {
      const last = groups.rest();
      if (last.length > 0 || groups.rows === 0) await encode(last);
      await encoder.end();
      const { key, sha256, bytes } = await file.finish((digest) => `${target.folder}/${target.name(digest)}`);
      const rowGroups = await parquetRowGroups(target.storage, key);
      return { file: target.name(sha256), sha256, bytes, rows: groups.rows, rowGroups };
    },
    abort: async () => {
      await encoder.cancel();
      await file.abort();
    },
  };
}

function writerProperties(schema: RowSchema, groupRows: number): WriterProperties {
  let properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setMaxRowGroupSize(groupRows)
    .setMaxRowGroupBytes(rowGroupBytes)
    .setWriteBatchSize(valuesPerLook);
  for (const [name, column] of Object.entries(schema)) {
    if (column.bulk !== true) continue;
    properties = properties
      .setColumnDictionaryEnabled(name, false)
      .setColumnStatisticsEnabled(name, EnabledStatistics.None);
  }
  return properties.build();
}
