import type { FateName, FateRow } from '../core/fate.ts';
import { keyPattern, namesOfSource } from '../core/key-pattern.ts';
import type { FateSearch } from './fate-search.ts';

/**
 * What to look for: rows that are equal in every column named here, and whose source matches a pattern
 * (`core/key-pattern.ts`), whole, without the record's number, or by its file.
 */
export interface FateFilter {
  readonly id?: string;
  readonly fate?: FateName;
  readonly stage?: string;
  readonly reason?: string;
  readonly source?: string;
}

/** Columns with few values, of whose least and greatest in each row group Parquet keeps note. */
const rangedColumns = ['fate', 'stage', 'reason'] as const;

/**
 * The fates of a version that match a filter, in their order. Decodes the filter's columns of each row group that may
 * have a match, and the rest only of those that do; by `id` the groups that the index names.
 */
export function findFates(fates: FateSearch, filter: FateFilter): AsyncGenerator<FateRow> {
  const { id, source } = filter;
  const equal = (['id', ...rangedColumns] as const).filter((name) => filter[name] !== undefined);
  const matchesSource = source === undefined ? undefined : keyPattern(source);
  const passes = (row: Pick<FateRow, 'source' | (typeof equal)[number]>): boolean =>
    equal.every((name) => row[name] === filter[name]) &&
    (matchesSource === undefined || namesOfSource(row.source).some(matchesSource));
  if (id !== undefined) return passing(fates.lookUp('id', new Set([id])), passes);
  const columns = matchesSource === undefined ? equal : [...equal, 'source' as const];
  return fates.scan(columns, passes as Parameters<typeof fates.scan<(typeof columns)[number]>>[1], (reader, group) =>
    rangedColumns.every((name) => reader.mayHoldText(group, name, filter[name])),
  );
}

async function* passing(rows: AsyncIterable<FateRow>, passes: (row: FateRow) => boolean): AsyncGenerator<FateRow> {
  for await (const row of rows) if (passes(row)) yield row;
}
