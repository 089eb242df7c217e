import type { Storage } from '../storage/storage.ts';
import { openParquetReader } from './parquet-reader.ts';
import type { RowFileReader } from './row-file.ts';
import type { RowSchema } from './row-schema.ts';

const columns = {
  id: { type: 'utf8' },
  text: { type: 'utf8' },
  label: { type: 'utf8', nullable: true },
} as const satisfies RowSchema;

/** What training reads of a document. */
export interface LabelledText {
  readonly text: string;
  readonly label: string | null;
}

/** Reads texts and labels of a document shard by group, with ids or without, or one column; no other columns' bytes. */
export interface LabelledTextReader extends RowFileReader<LabelledText> {
  named(index: number): Promise<readonly (LabelledText & { readonly id: string })[]>;
  labels(index: number): Promise<readonly (string | null)[]>;
  ids(index: number): Promise<readonly string[]>;
}

/** Opens a document shard. Throws MillraceError `bad-file`. */
export async function openLabelledTextReader(storage: Storage, key: string): Promise<LabelledTextReader> {
  const reader = await openParquetReader(storage, key, columns);
  return {
    groups: reader.groups,
    group: (index) => reader.columns(index, ['text', 'label']),
    named: (index) => reader.group(index),
    labels: async (index) => (await reader.columns(index, ['label'])).map(({ label }) => label),
    ids: async (index) => (await reader.columns(index, ['id'])).map(({ id }) => id),
  };
}
