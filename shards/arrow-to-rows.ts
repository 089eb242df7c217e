import type { Data, RecordBatch } from 'apache-arrow';
import { MillraceError } from '../core/errors.ts';
import type { AnyRow, Column, RowSchema } from './row-schema.ts';

/**
 * The rows of one record batch that {@link toRecordBatch} or an equal writer made. Fixed lists and binary values are views of its memory.
 * Throws MillraceError `bad-file` where a column is missing or has another type.
 */
export function toRows(schema: RowSchema, batch: RecordBatch): AnyRow[] {
  const names = Object.keys(schema);
  const columns = Object.entries(schema).map(([name, column]) => {
    const index = batch.schema.fields.findIndex((field) => field.name === name);
    const data = batch.data.children[index];
    if (data === undefined) throw new MillraceError('bad-file', `there is no column ${name}`);
    return columnValues(name, column, data);
  });
  const rows: AnyRow[] = new Array(batch.numRows);
  for (let row = 0; row < rows.length; row++) {
    const values: Record<string, unknown> = {};
    for (let c = 0; c < names.length; c++) values[names[c] as string] = columns[c]?.[row];
    rows[row] = values;
  }
  return rows;
}

function columnValues(name: string, column: Column, data: Data): ArrayLike<unknown> {
  switch (column.type) {
    case 'utf8':
      return withNulls(texts(data), data);
    case 'binary':
      return binaries(data);
    case 'image':
      return binaries(firstChild(name, data));
    case 'uint32':
    case 'float64':
      return withNulls(Array.from(numbers(name, data)), data);
    case 'int64':
      return withNulls(Array.from(data.values as BigInt64Array, Number), data);
    case 'list<utf8>':
      return lists(data, texts(firstChild(name, data)));
    case 'list<uint32>':
      return lists(data, numbers(name, firstChild(name, data)));
    case 'fixed<uint16>':
    case 'fixed<uint32>': {
      const length = column.length ?? 0;
      const items = numbers(name, firstChild(name, data));
      if (items.length < length * data.length) throw new MillraceError('bad-file', `column ${name} has shorter lists`);
      return Array.from({ length: data.length }, (_, row) => items.subarray(row * length, (row + 1) * length));
    }
  }
}

function texts(data: Data): string[] {
  const offsets = data.valueOffsets as Int32Array;
  const values = data.values as Uint8Array;
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const found: string[] = new Array(data.length);
  for (let i = 0; i < found.length; i++) found[i] = bytes.toString('utf8', offsets[i], offsets[i + 1]);
  return found;
}

function binaries(data: Data): Uint8Array[] {
  const offsets = data.valueOffsets as Int32Array;
  const values = data.values as Uint8Array;
  return Array.from({ length: data.length }, (_, row) => values.subarray(offsets[row], offsets[row + 1]));
}

function numbers(name: string, data: Data): Uint16Array | Uint32Array | Float64Array {
  const values: unknown = data.values;
  if (values instanceof Uint16Array || values instanceof Uint32Array || values instanceof Float64Array) return values;
  throw new MillraceError('bad-file', `column ${name} has another type`);
}

function lists(data: Data, items: { slice(start?: number, end?: number): unknown }): unknown[] {
  const offsets = data.valueOffsets as Int32Array;
  return Array.from({ length: data.length }, (_, row) => items.slice(offsets[row], offsets[row + 1]));
}

function firstChild(name: string, data: Data): Data {
  const child = data.children[0];
  if (child === undefined) throw new MillraceError('bad-file', `column ${name} is no list`);
  return child;
}

function withNulls(values: unknown[], data: Data): unknown[] {
  const bitmap = data.nullBitmap;
  if (data.nullCount === 0 || bitmap === undefined) return values;
  for (let i = 0; i < data.length; i++) if (((bitmap[i >> 3] ?? 0) & (1 << (i & 7))) === 0) values[i] = null;
  return values;
}
