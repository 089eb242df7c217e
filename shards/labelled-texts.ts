import type { Storage } from '../storage/storage.ts';
import { openParquetReader } from './parquet-reader.ts';
import type { RowFileReader } from './row-file.ts';
import type { RowSchema } from './row-schema.ts';

const columns = {
  text: { type: 'utf8' },
  label: { type: 'utf8', nullable: true },
} as const satisfies RowSchema;

/** What training reads of a document. */
export interface LabelledText {
  readonly text: string;
  readonly label: string | null;
}

/** Reads texts and labels of a document shard by group, or labels alone, without the other columns' bytes. */
export interface LabelledTextReader extends RowFileReader<LabelledText> {
  labels(index: number): Promise<readonly (string | null)[]>;
}

/** Opens a document shard. Throws MillraceError `bad-file`. */
export async function openLabelledTextReader(storage: Storage, key: string): Promise<LabelledTextReader> {
  const reader = await openParquetReader(storage, key, columns);
  return {
    groups: reader.groups,
    group: (index) => reader.group(index),
    labels: async (index) => (await reader.columns(index, ['label'])).map(({ label }) => label),
  };
}
