import { RecordBatchStreamWriter } from 'apache-arrow';
import { Compression, EnabledStatistics, Encoding, type WriterProperties, WriterPropertiesBuilder } from 'parquet-wasm';
import { openParquetEncoder } from './parquet-encoder.ts';
import { parquetRowGroups } from './parquet-reader.ts';
import type { FileTarget, RowFileWriter } from './row-file.ts';
import { type GroupLimits, groupRows } from './row-groups.ts';
import { type AnyRow, type EncodedRowOf, isBinary, type RowSchema, textBytes } from './row-schema.ts';
import { arrowSchema, toRecordBatch } from './rows-to-arrow.ts';

/** Encoded bytes after which the encoder ends a row group early: the bound of its memory. */
const rowGroupBytes = 64 * 2 ** 20;
/** Values between two looks at a page's size. Small, since one value may be a whole book. */
const valuesPerLook = 64;
/**
 * Text that is handed to the encoder at once: little, so that its copies stay in the processor's cache. Where rows are
 * parted between looks, pages do not feel it.
 */
const handedOver = { rows: valuesPerLook, textBytes: 2 ** 20 };

/** The encoder looks at this limit after each record batch: so every batch is a row group of its own. */
const everyBatchBytes = 1;

/** `pageBytes`: encoded bytes at which a page ends, which is the least that is decoded for one row; 1 MiB by default. */
export interface ParquetLimits extends GroupLimits {
  readonly pageBytes?: number;
}

/**
 * Writes rows as a Parquet file, ZSTD, row groups of `limits.rows` rows. A group ends early only where its encoded
 * bytes pass 64 MiB. Where a column is `binary` or `image`, its values are stored plain, each one range of the
 * file, and groups end where `limits` say. `metadata` is the file's, by key:
 * it stands in the footer, and in the Arrow schema there, which is where pyarrow looks. Text may come as UTF-8. Holds 64 rows or some MiB
 * of them, their buffers twice, and one encoded row group; where a column is `binary` or `image`, one group of rows.
 * Errors: those of `storage`, `bad-value`.
 */
export async function openParquetWriter<S extends RowSchema>(
  target: FileTarget,
  schema: S,
  limits: ParquetLimits,
  metadata?: ReadonlyMap<string, string>,
): Promise<RowFileWriter<EncodedRowOf<S>>> {
  const arrow = arrowSchema(schema, metadata);
  const whole = Object.values(schema).some(isBinary);
  const groups = groupRows<AnyRow>(whole ? limits : { early: handedOver, ...limits }, textBytes(schema));
  const file = await target.storage.open();
  const encoder = openParquetEncoder(file, parquetProperties(schema, limits, metadata));
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

/** How a schema's columns are encoded: see {@link openParquetWriter}. */
export function parquetProperties(
  schema: RowSchema,
  limits: ParquetLimits,
  metadata: ReadonlyMap<string, string> = new Map(),
): WriterProperties {
  const columns = Object.entries(schema);
  const plain = columns.some(([, column]) => isBinary(column));
  let properties = new WriterPropertiesBuilder()
    .setMaxRowGroupSize(limits.rows)
    .setMaxRowGroupBytes(plain ? everyBatchBytes : rowGroupBytes)
    .setWriteBatchSize(valuesPerLook)
    .setKeyValueMetadata(new Map(metadata));
  if (limits.pageBytes !== undefined) properties = properties.setDataPageSizeLimit(limits.pageBytes);
  // What is set for the whole file is for columns in columns, which no name reaches.
  properties = plain ? asTheyAre(properties) : properties.setCompression(Compression.ZSTD);
  for (const [name, column] of columns) {
    if (isBinary(column)) continue;
    if (plain) properties = properties.setColumnCompression(name, Compression.ZSTD);
    if (column.bulk === true) {
      properties = properties
        .setColumnDictionaryEnabled(name, false)
        .setColumnStatisticsEnabled(name, EnabledStatistics.None);
    } else if (plain) {
      properties = properties
        .setColumnDictionaryEnabled(name, true)
        .setColumnStatisticsEnabled(name, EnabledStatistics.Page);
    }
  }
  return properties.build();
}

function asTheyAre(properties: WriterPropertiesBuilder): WriterPropertiesBuilder {
  return properties
    .setCompression(Compression.UNCOMPRESSED)
    .setEncoding(Encoding.PLAIN)
    .setDictionaryEnabled(false)
    .setStatisticsEnabled(EnabledStatistics.None);
}
