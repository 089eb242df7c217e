import type { Document } from '../core/document.ts';
import type { Storage } from '../storage/storage.ts';
import { mappedReader, mappedWriter } from './mapped-rows.ts';
import { metadataFromText, metadataToText } from './metadata-column.ts';
import { openParquetReader } from './parquet-reader.ts';
import { openParquetWriter } from './parquet-writer.ts';
import { contentName, type RowFileReader, type RowFileWriter } from './row-file.ts';
import type { RowSchema } from './row-schema.ts';

/**
 * A document in a finished shard: its text is plain by then. `parent` is the id of the document of which this one is an
 * augmented copy; null for one of a source.
 */
export interface StoredDocument extends Omit<Document, 'format'> {
  readonly parent: string | null;
}

/** The same as it is written: its text may be there as UTF-8. */
export interface EncodedDocument extends Omit<StoredDocument, 'text'> {
  readonly text: string | Uint8Array;
}

const columns = {
  id: { type: 'utf8', bulk: true },
  text: { type: 'utf8', bulk: true },
  source: { type: 'utf8', bulk: true },
  label: { type: 'utf8', nullable: true },
  parent: { type: 'utf8', nullable: true, bulk: true },
  metadata: { type: 'utf8' },
} as const satisfies RowSchema;

/** About 10 MB of usual text. */
const groupLimits = { rows: 4096, textBytes: 32 * 2 ** 20 };

/**
 * Writes a document shard, Parquet, to `data/<sha256>.parquet` in the dataset's folder.
 * Bound a shard's text from outside: one row group may hold the text of 4,096 documents, up to 64 MiB encoded.
 */
export async function openDocumentWriter(storage: Storage, dataset: string): Promise<RowFileWriter<EncodedDocument>> {
  const target = { storage, folder: dataset, name: contentName('data', 'parquet') };
  const writer = await openParquetWriter(target, columns, groupLimits);
  return mappedWriter(writer, ({ id, text, source, label, parent, metadata }) => ({
    id,
    text,
    source,
    label,
    parent,
    metadata: metadataToText(metadata),
  }));
}

/** Opens a document shard. */
export async function openDocumentReader(storage: Storage, key: string): Promise<RowFileReader<StoredDocument>> {
  const reader = await openParquetReader(storage, key, columns);
  return mappedReader(reader, (row) => ({ ...row, metadata: metadataFromText(row.metadata) }));
}
