import type { FateRow } from '../core/fate.ts';
import { openFateReader } from '../shards/fates.ts';
import type { Manifest } from '../shards/manifest.ts';
import { metadataFromText } from '../shards/metadata-column.ts';
import { openParquetReader } from '../shards/parquet-reader.ts';
import { groupsOf } from '../shards/row-file.ts';
import type { RowSchema } from '../shards/row-schema.ts';
import type { Storage } from '../storage/storage.ts';

/** A version whose files are in the store, before or after it is committed. */
export type Stored = Pick<Manifest, 'dataset' | 'shards' | 'fates'>;

const documentColumns = {
  id: { type: 'utf8' },
  source: { type: 'utf8' },
  text: { type: 'utf8' },
  label: { type: 'utf8', nullable: true },
  metadata: { type: 'utf8' },
} as const satisfies RowSchema;

export type DocumentColumn = keyof typeof documentColumns;

/** A kept document; columns that were not asked for are empty. */
export interface DocumentRow {
  readonly id: string;
  readonly source: string;
  readonly text: string;
  readonly label: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Some columns of all kept documents, in order, a row group at a time. Reads the bytes of these columns alone. */
export async function* documentRows(
  storage: Storage,
  { dataset, shards }: Stored,
  columns: readonly DocumentColumn[],
): AsyncGenerator<readonly DocumentRow[]> {
  for (const { content, file } of shards) {
    if (content !== 'documents') continue;
    const reader = await openParquetReader(storage, `${dataset}/${file}`, documentColumns);
    for (let group = 0; group < reader.groups; group++) {
      const rows: readonly Partial<Record<DocumentColumn, string | null>>[] = await reader.columns(group, columns);
      yield rows.map(({ id, source, text, label, metadata }) => ({
        id: id ?? '',
        source: source ?? '',
        text: text ?? '',
        label: label ?? null,
        metadata: metadataFromText(metadata ?? '{}'),
      }));
    }
  }
}

/** All fates, in order, a row group at a time. About 2 s per million. */
export async function* fateRows(storage: Storage, { dataset, fates }: Stored): AsyncGenerator<readonly FateRow[]> {
  for (const { file } of fates) yield* groupsOf(await openFateReader(storage, `${dataset}/${file}`));
}

/** How many documents a version keeps. */
export function documentCount({ shards }: Stored): number {
  return shards.reduce((sum, { content, rows }) => (content === 'documents' ? sum + rows : sum), 0);
}
