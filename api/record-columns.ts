import { MillraceError } from '../core/errors.ts';
import { keepRecent } from '../core/keep-recent.ts';
import type { StoredManifest } from '../shards/catalogue.ts';
import { metadataFromText } from '../shards/metadata-column.ts';
import { openParquetReader, type ParquetReader } from '../shards/parquet-reader.ts';
import type { RowSchema } from '../shards/row-schema.ts';
import type { Storage } from '../storage/storage.ts';
import type { StreamPart } from '../streaming/stream-parts.ts';

const stored = {
  id: { type: 'utf8' },
  source: { type: 'utf8' },
  label: { type: 'utf8', nullable: true },
  metadata: { type: 'utf8' },
} as const satisfies RowSchema;

const own = ['id', 'source', 'label'] as const;
const mostKeptGroups = 256;

type Values = readonly (string | null)[];

/** Reads columns of the records that a batch's samples are, by column, in the batch's order. */
export type ColumnReader = (batch: {
  readonly samples: number;
  readonly shards: Uint32Array;
  readonly rows: Uint32Array;
}) => Promise<Readonly<Record<string, Values>>>;

/**
 * Opens a reader of columns of a stream of single records. Metadata that a record has not is null. Reads these columns
 * alone, a row group at a time, and keeps those of the last 256 groups.
 *
 * @throws MillraceError `column-unknown` (usage) where the version was built with sources that do not keep a column
 */
export function openRecordColumns(
  storage: Storage,
  versions: readonly StoredManifest[],
  parts: readonly StreamPart[],
  stream: { readonly shards: readonly string[] },
  columns: readonly string[],
): ColumnReader {
  for (const version of versions) requireColumns(version, columns);
  const readers = new Map<number, Promise<ParquetReader<typeof stored>>>();
  const recent = keepRecent<string, Promise<readonly Readonly<Record<string, string | null>>[]>>(mostKeptGroups);
  const shardOf = (place: number) => {
    const part = parts.findIndex(({ endShard }) => place < endShard);
    const { manifest } = versions[part] as StoredManifest;
    const shard = manifest.shards.find(({ sha256 }) => sha256 === stream.shards[place]);
    if (shard === undefined) throw new Error(`shard ${place} is none of the stream's`);
    return { key: `${manifest.dataset}/${shard.file}`, rowGroups: shard.rowGroups };
  };
  const read = async (place: number, key: string, group: number) => {
    const reader = readers.get(place) ?? openParquetReader(storage, key, stored);
    readers.set(place, reader);
    const wanted = own.filter((name) => columns.includes(name));
    const named = columns.some((name) => !own.some((each) => each === name));
    const rows = await (await reader).columns(group, named ? [...wanted, 'metadata'] : wanted);
    return rows.map((row) => ({ ...(named ? metadataFromText(row.metadata) : {}), ...ownOf(row, wanted) }));
  };
  return async ({ samples, shards, rows }) => {
    const values: Record<string, (string | null)[]> = Object.fromEntries(columns.map((name) => [name, []]));
    for (let sample = 0; sample < samples; sample++) {
      const place = shards[sample] as number;
      const { key, rowGroups } = shardOf(place);
      let [group, row] = [0, rows[sample] as number];
      for (; row >= (rowGroups[group]?.rows ?? Number.POSITIVE_INFINITY); group++) row -= rowGroups[group]?.rows ?? 0;
      const at = group;
      const record = (await recent(`${place}:${at}`, () => read(place, key, at)))[row];
      for (const column of columns) values[column]?.push(record?.[column] ?? null);
    }
    return values;
  };
}

function ownOf(row: Partial<Record<(typeof own)[number], string | null>>, names: readonly (typeof own)[number][]) {
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}

/** The recipe that a version keeps must declare what is asked for: a program's recipe may be newer than the version. */
function requireColumns({ manifest }: StoredManifest, columns: readonly string[]): void {
  const sources = (manifest.lineage.recipe as { readonly sources?: readonly unknown[] } | null)?.sources ?? [];
  const declared = new Set<string>(own);
  for (const source of sources) {
    const options = (source as { readonly options?: { readonly metadata?: unknown } }).options ?? {};
    if (Array.isArray(options.metadata)) for (const name of options.metadata) declared.add(String(name));
  }
  const unknown = columns.find((name) => !declared.has(name));
  if (unknown === undefined) return;
  throw new MillraceError(
    'column-unknown',
    `${manifest.dataset}@${manifest.version} keeps no column ${JSON.stringify(unknown)}`,
    { kind: 'usage', hint: `it keeps ${[...declared].join(', ')}; name it in a source's metadata, and build again` },
  );
}
