/**
 * What a column of each type holds. `int64` values are safe integers. A `fixed<…>` list has the column's `length`.
 * `binary` is for bytes that are packed already, `image` for those of an image file, in the shape in which Hugging Face
 * `datasets` knows them: Parquet stores both as they are, value after value.
 * Text is stored as UTF-8, so a lone surrogate comes back as U+FFFD.
 */
export interface ColumnValues {
  readonly utf8: string;
  readonly binary: Uint8Array;
  readonly image: Uint8Array;
  readonly uint32: number;
  readonly int64: number;
  readonly float64: number;
  readonly 'list<utf8>': readonly string[];
  readonly 'list<uint32>': ArrayLike<number>;
  readonly 'fixed<uint16>': ArrayLike<number>;
  readonly 'fixed<uint32>': ArrayLike<number>;
}

export type ColumnType = keyof ColumnValues;

/**
 * One column. `nullable` is for scalars only, and not for `binary` and `image`.
 * `bulk` says that its values are long or rarely repeat: Parquet then spends no dictionary and no statistics on it.
 */
export interface Column {
  readonly type: ColumnType;
  readonly nullable?: boolean;
  readonly bulk?: boolean;
  readonly length?: number;
}

/** Whether a column holds bytes that are stored as they are. */
export function isBinary(column: Column | undefined): boolean {
  return column?.type === 'binary' || column?.type === 'image';
}

/** Columns by name, in the order in which they stand in the file. */
export type RowSchema = Readonly<Record<string, Column>>;

/** The rows that a schema describes. */
export type RowOf<S extends RowSchema> = {
  readonly [Name in keyof S]: S[Name] extends { readonly nullable: true }
    ? ColumnValues[S[Name]['type']] | null
    : ColumnValues[S[Name]['type']];
};

/** A row to be written as Arrow: text may be there as UTF-8. */
export type EncodedRowOf<S extends RowSchema> = {
  readonly [Name in keyof RowOf<S>]: RowOf<S>[Name] | (string extends RowOf<S>[Name] ? Uint8Array : never);
};

/** A row whose columns are known only when the program runs. */
export type AnyRow = Readonly<Record<string, unknown>>;

/** Bytes of a row's text as UTF-8, and of its `binary` and `image` values, in all columns: the measure by which rows are cut into groups. */
export function textBytes(schema: RowSchema): (row: AnyRow) => number {
  const scalars = Object.keys(schema).filter((name) => schema[name]?.type === 'utf8');
  const lists = Object.keys(schema).filter((name) => schema[name]?.type === 'list<utf8>');
  const binaries = Object.keys(schema).filter((name) => isBinary(schema[name]));
  return (row) => {
    let bytes = 0;
    for (const name of binaries) bytes += (row[name] as Uint8Array).byteLength;
    for (const name of scalars) bytes += utf8Bytes(row[name] as string | Uint8Array | null);
    for (const name of lists) for (const text of row[name] as readonly string[]) bytes += utf8Bytes(text);
    return bytes;
  };
}

/** Length of a text as UTF-8, whether it is there so or as a string. */
export function utf8Bytes(text: string | Uint8Array | null): number {
  return typeof text === 'string' ? Buffer.byteLength(text) : (text?.length ?? 0);
}
