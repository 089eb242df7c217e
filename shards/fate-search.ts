import type { FateRow } from '../core/fate.ts';
import type { Storage } from '../storage/storage.ts';
import { fateColumns, fateName } from './fate-columns.ts';
import { type FateIndex, type LookupColumn, lookupKey, readFateIndex } from './fate-index.ts';
import type { Manifest } from './manifest.ts';
import { openParquetReader, type ParquetReader } from './parquet-reader.ts';

type FateReader = ParquetReader<typeof fateColumns>;
type FateColumn = keyof FateRow;

/** The fates of a version, to be searched more than once: what was read of its files' footers and indexes is kept. */
export interface FateSearch {
  /**
   * The fates with one of some values in a column, in order, or the `wanted` columns of them. By the index it decodes
   * that column of the row groups that have one, and of one in a thousand of the others for each value; where a file of
   * fates has no index, of all its groups.
   */
  lookUp<Wanted extends FateColumn = FateColumn>(
    column: LookupColumn,
    values: ReadonlySet<string>,
    wanted?: readonly Wanted[],
  ): AsyncGenerator<Pick<FateRow, Wanted>>;
  /**
   * The fates that pass a test of a few of their columns, in order. Decodes those columns of every row group that `holds`
   * does not rule out, and the others only where a row passes.
   */
  scan<Tested extends FateColumn>(
    columns: readonly Tested[],
    passes: (row: Pick<FateRow, Tested>) => boolean,
    holds?: (reader: FateReader, group: number) => boolean,
  ): AsyncGenerator<FateRow>;
}

const allColumns = Object.keys(fateColumns) as FateColumn[];
/** Indexes that are kept for the next lookup; others are read again. */
const mostIndexBytes = 64 * 2 ** 20;

/** Opens a version's fates. Holds their indexes, 4 bytes a record and 64 MiB at most, and one row group at a time. */
export function openFateSearch(storage: Storage, { dataset, fates }: Pick<Manifest, 'dataset' | 'fates'>): FateSearch {
  let indexBytes = 0;
  const files = fates.map(({ file, index }) => {
    let reader: Promise<FateReader> | undefined;
    let opened: FateIndex | undefined;
    const openReader = (): Promise<FateReader> => {
      reader ??= openParquetReader(storage, `${dataset}/${file}`, fateColumns);
      return reader;
    };
    const openIndex = async (): Promise<FateIndex | undefined> => {
      if (index === undefined || opened !== undefined) return opened;
      const { rowGroups } = await openReader();
      const read = await readFateIndex(storage, dataset, index, rowGroups);
      if (indexBytes + index.bytes > mostIndexBytes) return read;
      indexBytes += index.bytes;
      opened = read;
      return read;
    };
    return { openReader, openIndex };
  });
  return {
    async *lookUp<Wanted extends FateColumn>(
      column: LookupColumn,
      values: ReadonlySet<string>,
      wanted = allColumns as readonly FateColumn[] as readonly Wanted[],
    ) {
      const keys = Array.from(values, (value) => lookupKey(column, value));
      const passes = (row: Pick<FateRow, LookupColumn>): boolean =>
        values.has(row[column] ?? '') && row[column] !== null;
      for (const { openReader, openIndex } of files) {
        const [reader, index] = [await openReader(), await openIndex()];
        for (let group = 0; group < reader.groups; group++) {
          if (index !== undefined && !keys.some((key) => index.mayHold(group, key))) continue;
          yield* passingRows(reader, group, { tested: [column], passes, wanted });
        }
      }
    },
    async *scan(tested, passes, holds = () => true) {
      for (const { openReader } of files) {
        const reader = await openReader();
        for (let group = 0; group < reader.groups; group++) {
          if (holds(reader, group)) yield* passingRows(reader, group, { tested, passes, wanted: allColumns });
        }
      }
    },
  };
}

interface Search<Tested extends FateColumn, Wanted extends FateColumn> {
  readonly tested: readonly Tested[];
  readonly passes: (row: Pick<FateRow, Tested>) => boolean;
  readonly wanted: readonly Wanted[];
}

/** Runs of rows above which reading the whole group is cheaper than reading their pages. */
const mostRuns = 4;
/** Rows between two that are read with them: a page holds more. */
const runGap = 256;

async function* passingRows<Tested extends FateColumn, Wanted extends FateColumn>(
  reader: FateReader,
  group: number,
  { tested, passes, wanted }: Search<Tested, Wanted>,
): AsyncGenerator<Pick<FateRow, Wanted>> {
  const rows = tested.length === 0 ? undefined : ((await reader.columns(group, tested)) as Pick<FateRow, Tested>[]);
  const found = rows?.flatMap((row, place) => (passes(row) ? [place] : []));
  const runs = found === undefined ? undefined : runsOf(found);
  if (runs === undefined || runs.length > mostRuns) {
    const all = await reader.columns(group, wanted);
    for (const place of found ?? all.keys()) yield checked<Wanted>(all[place]);
    return;
  }
  for (const run of runs) {
    const from = run[0] ?? 0;
    const read = await reader.columns(group, wanted, { from, to: (run.at(-1) ?? from) + 1 });
    for (const place of run) yield checked<Wanted>(read[place - from]);
  }
}

/** Ascending places, cut where many others lie between two. */
function runsOf(places: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const place of places) {
    const run = runs.at(-1);
    if (run === undefined || place - (run.at(-1) ?? place) > runGap) runs.push([place]);
    else run.push(place);
  }
  return runs;
}

function checked<Wanted extends FateColumn>(row: unknown): Pick<FateRow, Wanted> {
  const { fate } = row as { readonly fate?: string };
  if (fate !== undefined) fateName(fate);
  return row as Pick<FateRow, Wanted>;
}
