import type { Storage } from '../storage/storage.ts';
import { mappedReader } from './mapped-rows.ts';
import { metadataFromText } from './metadata-column.ts';
import { openParquetReader } from './parquet-reader.ts';
import type { RowFileReader } from './row-file.ts';
import type { RowSchema } from './row-schema.ts';

const columns = {
  id: { type: 'utf8' },
  text: { type: 'utf8' },
  metadata: { type: 'utf8' },
} as const satisfies RowSchema;

/** A document with what stages noted of it. */
export interface NotedText {
  readonly id: string;
  readonly text: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Opens a document shard for its texts and metadata; no other columns' bytes are read. Throws MillraceError `bad-file`. */
export async function openNotedTextReader(storage: Storage, key: string): Promise<RowFileReader<NotedText>> {
  const reader = await openParquetReader(storage, key, columns);
  return mappedReader(reader, (row) => ({ ...row, metadata: metadataFromText(row.metadata) }));
}
