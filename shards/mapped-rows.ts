import type { RowFileReader, RowFileWriter } from './row-file.ts';

/** A writer that takes another type of row and writes what `map` makes of each. */
export function mappedWriter<From, To>(writer: RowFileWriter<To>, map: (row: From) => To): RowFileWriter<From> {
  return {
    get rows() {
      return writer.rows;
    },
    get bytes() {
      return writer.bytes;
    },
    add: (rows) => writer.add(mapped(rows, map)),
    finish: () => writer.finish(),
    abort: () => writer.abort(),
  };
}

/** A reader that gives what `map` makes of each row. */
export function mappedReader<From, To>(reader: RowFileReader<From>, map: (row: From) => To): RowFileReader<To> {
  return { groups: reader.groups, group: async (index) => (await reader.group(index)).map(map) };
}

function* mapped<From, To>(rows: Iterable<From>, map: (row: From) => To): Generator<To> {
  for (const row of rows) yield map(row);
}
