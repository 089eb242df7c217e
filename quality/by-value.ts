import type { Suspects } from './guilty-records.ts';
import type { DocumentColumn, DocumentRow } from './stored-rows.ts';

/** A number that metrics count of each record: the columns that it is computed from, and its value; null where one has none. */
export interface RowMeasure {
  readonly columns: readonly DocumentColumn[];
  readonly of: (row: DocumentRow) => number | null;
}

/** Records by a measure, the least or the greatest first, of those in [from, to). */
export function byValue(
  { columns, of }: RowMeasure,
  side: 'low' | 'high',
  from = Number.NEGATIVE_INFINITY,
  to = Number.POSITIVE_INFINITY,
): Suspects {
  return {
    from: 'documents',
    columns,
    blame: (row) => {
      const value = of(row);
      if (value === null || value < from || value >= to) return undefined;
      return { weight: side === 'high' ? value : -value, value };
    },
  };
}
