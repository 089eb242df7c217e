import type { DataType } from 'apache-arrow';
import {
  Binary,
  type Data,
  Field,
  FixedSizeList,
  Float64,
  Int64,
  List,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Uint16,
  Uint32,
  Utf8,
} from 'apache-arrow';
import { MillraceError } from '../core/errors.ts';
import type { AnyRow, Column, RowSchema } from './row-schema.ts';

/** The Arrow schema of some rows; `metadata` belongs to the whole of it. */
export function arrowSchema(schema: RowSchema, metadata: ReadonlyMap<string, string> = new Map()): Schema {
  return new Schema(
    Object.entries(schema).map(
      ([name, column]) => new Field(name, arrowType(column), column.nullable === true || column.type === 'image'),
    ),
    new Map(metadata),
  );
}

/**
 * One Arrow record batch of some rows. Buffers are filled directly, two passes over each text column.
 * Throws MillraceError `bad-value` for a number that its column cannot hold, and where the text or bytes of one column
 * pass 2 GiB: cut rows into groups first.
 */
export function toRecordBatch(schema: RowSchema, arrow: Schema, rows: readonly AnyRow[]): RecordBatch {
  const children = Object.entries(schema).map(([name, column]) => {
    const values = rows.map((row) => row[name]);
    return columnData(name, column, values);
  });
  const data = makeData({ type: new Struct(arrow.fields), length: rows.length, nullCount: 0, children });
  return new RecordBatch(arrow, data);
}

function arrowType(column: Column): DataType {
  switch (column.type) {
    case 'utf8':
      return new Utf8();
    case 'binary':
      return new Binary();
    case 'image':
      return imageType();
    case 'uint32':
      return new Uint32();
    case 'int64':
      return new Int64();
    case 'float64':
      return new Float64();
    case 'list<utf8>':
      return new List(new Field('item', new Utf8(), false));
    case 'list<uint32>':
      return new List(new Field('item', new Uint32(), false));
    case 'fixed<uint16>':
      return new FixedSizeList(column.length ?? 0, new Field('item', new Uint16(), false));
    case 'fixed<uint32>':
      return new FixedSizeList(column.length ?? 0, new Field('item', new Uint32(), false));
  }
}

/** As `datasets.Image` stores it: equal to the last flag, else it takes the column for something else. */
function imageType(): Struct<{ bytes: Binary; path: Utf8 }> {
  return new Struct([new Field('bytes', new Binary(), true), new Field('path', new Utf8(), true)]);
}

function columnData(name: string, column: Column, values: readonly unknown[]): Data {
  switch (column.type) {
    case 'utf8':
      return utf8Data(name, values as readonly (string | Uint8Array | null)[]);
    case 'binary':
      return binaryData(name, values as readonly Uint8Array[]);
    case 'image': {
      const paths = utf8Data(name, new Array(values.length).fill(null));
      const children = [binaryData(name, values as readonly Uint8Array[]), paths];
      return makeData({ type: imageType(), length: values.length, nullCount: 0, children });
    }
    case 'uint32': {
      const data = uint32Array(name, values as readonly (number | null)[]);
      return makeData({ type: new Uint32(), length: values.length, ...validity(values), data });
    }
    case 'int64': {
      const data = BigInt64Array.from(values as readonly (number | null)[], (value) => int64(name, value ?? 0));
      return makeData({ type: new Int64(), length: values.length, ...validity(values), data });
    }
    case 'float64': {
      const data = Float64Array.from(values as readonly (number | null)[], (value) => value ?? 0);
      return makeData({ type: new Float64(), length: values.length, ...validity(values), data });
    }
    case 'list<utf8>': {
      const lists = values as readonly (readonly string[])[];
      const child = utf8Data(name, lists.flat());
      return makeData({
        type: arrowType(column) as List<Utf8>,
        length: lists.length,
        nullCount: 0,
        valueOffsets: listOffsets(lists),
        child,
      });
    }
    case 'list<uint32>': {
      const lists = values as readonly ArrayLike<number>[];
      const items = uint32Array(
        name,
        lists.flatMap((list) => Array.from(list)),
      );
      const child = makeData({ type: new Uint32(), length: items.length, nullCount: 0, data: items });
      return makeData({
        type: arrowType(column) as List<Uint32>,
        length: lists.length,
        nullCount: 0,
        valueOffsets: listOffsets(lists),
        child,
      });
    }
    case 'fixed<uint16>':
    case 'fixed<uint32>':
      return fixedListData(name, column, values as readonly ArrayLike<number>[]);
  }
}

function utf8Data(name: string, values: readonly (string | Uint8Array | null)[]): Data<Utf8> {
  const valueOffsets = new Int32Array(values.length + 1);
  let bytes = 0;
  for (let i = 0; i < values.length; i++) {
    const text = values[i];
    if (typeof text === 'string') bytes += Buffer.byteLength(text);
    else bytes += text?.length ?? 0;
    valueOffsets[i + 1] = bytes;
  }
  if (bytes > 0x7fffffff)
    throw new MillraceError('bad-value', `column ${name}: ${bytes} bytes of text in one group of rows`);
  const data = Buffer.allocUnsafeSlow(bytes);
  for (let i = 0; i < values.length; i++) {
    const text = values[i];
    if (text instanceof Uint8Array) data.set(text, valueOffsets[i] ?? 0);
    else if (typeof text === 'string' && text !== '') data.write(text, valueOffsets[i] ?? 0, 'utf8');
  }
  return makeData({ type: new Utf8(), length: values.length, ...validity(values), valueOffsets, data });
}

function binaryData(name: string, values: readonly Uint8Array[]): Data<Binary> {
  const valueOffsets = new Int32Array(values.length + 1);
  const bytes = values.reduce((sum, value) => sum + value.byteLength, 0);
  if (bytes > 0x7fffffff) throw new MillraceError('bad-value', `column ${name}: ${bytes} bytes in one group of rows`);
  const data = new Uint8Array(bytes);
  let end = 0;
  for (const [row, value] of values.entries()) {
    data.set(value, end);
    end += value.byteLength;
    valueOffsets[row + 1] = end;
  }
  return makeData({ type: new Binary(), length: values.length, nullCount: 0, valueOffsets, data });
}

function fixedListData(name: string, column: Column, lists: readonly ArrayLike<number>[]): Data {
  const length = column.length ?? 0;
  const narrow = column.type === 'fixed<uint16>';
  const items = narrow ? new Uint16Array(lists.length * length) : new Uint32Array(lists.length * length);
  lists.forEach((list, row) => {
    if (list.length !== length) {
      throw new MillraceError('bad-value', `column ${name}: a list of ${list.length} where each has ${length}`);
    }
    items.set(list, row * length);
  });
  const child = narrow
    ? makeData({ type: new Uint16(), length: items.length, nullCount: 0, data: items })
    : makeData({ type: new Uint32(), length: items.length, nullCount: 0, data: items });
  return makeData({ type: arrowType(column) as FixedSizeList, length: lists.length, nullCount: 0, child });
}

/** The null bitmap of some values: none where there are no nulls, so that equal rows give equal bytes. */
function validity(values: readonly unknown[]): { nullCount: number; nullBitmap?: Uint8Array } {
  const bitmap = new Uint8Array(((values.length + 63) >> 6) << 3);
  let nullCount = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === null) nullCount++;
    else bitmap[i >> 3] = (bitmap[i >> 3] ?? 0) | (1 << (i & 7));
  }
  return nullCount === 0 ? { nullCount } : { nullCount, nullBitmap: bitmap };
}

function listOffsets(lists: readonly ArrayLike<unknown>[]): Int32Array {
  const offsets = new Int32Array(lists.length + 1);
  lists.forEach((list, row) => {
    offsets[row + 1] = (offsets[row] ?? 0) + list.length;
  });
  return offsets;
}

function uint32Array(name: string, values: readonly (number | null)[]): Uint32Array {
  const data = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value >>> 0 !== value) throw new MillraceError('bad-value', `column ${name}: ${value} is no 32-bit count`);
    data[i] = value;
  }
  return data;
}

function int64(name: string, value: number): bigint {
  if (!Number.isSafeInteger(value)) throw new MillraceError('bad-value', `column ${name}: ${value} is no safe integer`);
  return BigInt(value);
}
