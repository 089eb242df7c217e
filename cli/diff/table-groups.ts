import type { ParquetReader } from '../../shards/parquet-reader.ts';
import { openParquetReader } from '../../shards/parquet-reader.ts';
import type { RowOf, RowSchema } from '../../shards/row-schema.ts';
import type { Storage } from '../../storage/storage.ts';

/** A table in several Parquet files, read by chosen columns in the files' order. */
export interface Table<S extends RowSchema> {
  readonly rows: number;
  /** All rows, a group at a time. */
  readonly read: <Name extends keyof S & string>(
    columns: readonly Name[],
  ) => AsyncGenerator<readonly Pick<RowOf<S>, Name>[]>;
  /** One row's value in a column. Holds the group that was read last, so ascending places cost one read. */
  readonly valueAt: <Name extends keyof S & string>(column: Name, row: number) => Promise<RowOf<S>[Name] | undefined>;
}

interface Group<S extends RowSchema> {
  readonly reader: ParquetReader<S>;
  readonly index: number;
  readonly start: number;
  readonly rows: number;
}

/** Opens a table: one read of each file's footer. Throws what {@link openParquetReader} throws. */
export async function openTable<S extends RowSchema>(
  storage: Storage,
  keys: readonly string[],
  schema: S,
): Promise<Table<S>> {
  const groups: Group<S>[] = [];
  let start = 0;
  for (const key of keys) {
    const reader = await openParquetReader(storage, key, schema);
    for (const [index, { rows }] of reader.rowGroups.entries()) {
      groups.push({ reader, index, start, rows });
      start += rows;
    }
  }
  let held: { readonly group: Group<S>; readonly column: string; readonly values: readonly unknown[] } | undefined;
  return {
    rows: start,
    read: async function* (columns) {
      for (const { reader, index } of groups) yield await reader.columns(index, columns);
    },
    valueAt: async <Name extends keyof S & string>(column: Name, row: number) => {
      if (held === undefined || held.column !== column || !holds(held.group, row)) {
        const group = groups.find((each) => holds(each, row));
        if (group === undefined) return undefined;
        const rows = await group.reader.columns(group.index, [column]);
        held = { group, column, values: rows.map((each) => each[column]) };
      }
      return held.values[row - held.group.start] as RowOf<S>[Name] | undefined;
    },
  };
}

function holds({ start, rows }: { readonly start: number; readonly rows: number }, row: number): boolean {
  return row >= start && row < start + rows;
}
