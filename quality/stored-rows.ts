import type { FateRow } from '../core/fate.ts';
import { openFateReader } from '../shards/fates.ts';
import { readImageIndex } from '../shards/image-index.ts';
import { imageColumns as shardColumns } from '../shards/images.ts';
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
  parent: { type: 'utf8', nullable: true },
  metadata: { type: 'utf8' },
} as const satisfies RowSchema;

/** An image itself tells no number, and its boxes are not looked at. */
const { image: _, boxes: __, ...imageColumns } = shardColumns;

/** A column of document or image shards; `imageBytes`, the size of an image's file, stands in the shard's index. */
export type DocumentColumn = keyof typeof documentColumns | keyof typeof imageColumns | 'imageBytes';

/** A kept document or image; what was not asked for, or is of the other kind, is empty or null. */
export interface DocumentRow {
  readonly id: string;
  readonly source: string;
  readonly text: string;
  readonly label: string | null;
  readonly caption: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly width: number | null;
  readonly height: number | null;
  readonly imageBytes: number | null;
  readonly format: string | null;
  readonly sharpness: number | null;
  readonly colourfulness: number | null;
  readonly mean: number | null;
  readonly entropy: number | null;
  readonly captionCharacters: number | null;
  readonly captionLanguage: string | null;
  readonly textSimilarity: number | null;
}

const emptyRow: DocumentRow = {
  ...{ id: '', source: '', text: '', label: null, caption: null, metadata: {} },
  ...{ width: null, height: null, imageBytes: null, format: null, sharpness: null, colourfulness: null, mean: null },
  ...{ entropy: null, captionCharacters: null, captionLanguage: null, textSimilarity: null },
};

/**
 * Some columns of all kept documents or images, in order, a row group at a time. Reads the bytes of these columns alone.
 * Augmented copies are no records, and are passed over.
 */
export async function* documentRows(
  storage: Storage,
  { dataset, shards }: Stored,
  columns: readonly DocumentColumn[],
): AsyncGenerator<readonly DocumentRow[]> {
  for (const shard of shards) {
    const key = `${dataset}/${shard.file}`;
    if (shard.content === 'documents') yield* rowsOfDocuments(storage, key, columns);
    else if (shard.content === 'images') yield* rowsOfImages(storage, dataset, shard, columns);
  }
}

async function* rowsOfDocuments(
  storage: Storage,
  key: string,
  columns: readonly DocumentColumn[],
): AsyncGenerator<readonly DocumentRow[]> {
  const named = columns.filter((name) => name in documentColumns) as (keyof typeof documentColumns)[];
  const wanted = [...new Set([...named, 'parent'] as const)];
  const reader = await openParquetReader(storage, key, documentColumns);
  for (let group = 0; group < reader.groups; group++) {
    const rows = await reader.columns(group, wanted);
    yield rows.flatMap(({ parent, metadata = '{}', ...row }): DocumentRow[] =>
      parent === null ? [{ ...emptyRow, ...row, metadata: metadataFromText(metadata) }] : [],
    );
  }
}

async function* rowsOfImages(
  storage: Storage,
  dataset: string,
  shard: Stored['shards'][number],
  columns: readonly DocumentColumn[],
): AsyncGenerator<readonly DocumentRow[]> {
  const named = columns.filter((name) => name in imageColumns) as (keyof typeof imageColumns)[];
  const wanted = [...new Set([...named, 'parent'] as const)];
  const lengths = columns.includes('imageBytes') ? (await readImageIndex(storage, dataset, shard)).lengths : null;
  const reader = await openParquetReader(storage, `${dataset}/${shard.file}`, imageColumns);
  let first = 0;
  for (let group = 0; group < reader.groups; group++) {
    const rows = await reader.columns(group, wanted);
    yield rows.flatMap(({ parent, metadata = '{}', ...row }, place): DocumentRow[] => {
      if (parent !== null) return [];
      const imageBytes = lengths?.[first + place] ?? null;
      return [{ ...emptyRow, ...row, imageBytes, metadata: metadataFromText(metadata) }];
    });
    first += rows.length;
  }
}

/** All fates, in order, a row group at a time. About 2 s per million. */
export async function* fateRows(storage: Storage, { dataset, fates }: Stored): AsyncGenerator<readonly FateRow[]> {
  for (const { file } of fates) yield* groupsOf(await openFateReader(storage, `${dataset}/${file}`));
}

/** How many documents or images a version keeps. */
export function documentCount({ shards }: Stored): number {
  return shards.reduce((sum, { content, rows, copies = 0 }) => (content === 'tokens' ? sum : sum + rows - copies), 0);
}
