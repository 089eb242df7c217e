import { zstdDecompressSync } from 'node:zlib';
import type { FlatTable } from './flatbuffer.ts';
import { lz4Frame } from './lz4-frame.ts';
import type { ArrowField } from './schema.ts';

/** The parts of a record batch, by the order in which its fields have them. What is damaged throws a RangeError. */
export interface BatchParts {
  readonly rows: number;
  /** Rows and nulls of a field. */
  node(index: number): { readonly length: number; readonly nulls: number };
  /** Bytes of a buffer, decompressed, aligned to 8 bytes. */
  buffer(index: number): Uint8Array;
  /** How many buffers of data a view has. */
  variadic(index: number): number;
}

/** Where a field's parts begin. */
export interface BatchPlace {
  node: number;
  buffer: number;
  variadic: number;
}

/** Bytes that a batch may still give beside those of its body: decompressed, or copied to be aligned. */
export interface ByteBudget {
  left: number;
}

const lengthBytes = 8;

/**
 * Opens the table of a RecordBatch over its body. Buffers are decompressed when they are asked for, no more than
 * `budget` allows for all.
 *
 * @throws RangeError
 * Source: Arrow Columnar Format 1.5, Message.fbs, "Compression"
 */
export function openParts(table: FlatTable, view: DataView, body: Uint8Array, budget: ByteBudget): BatchParts {
  const rows = table.int64(0, 0);
  const nodes = table.structs(1, 16);
  const buffers = table.structs(2, 16);
  const variadic = table.structs(4, 8);
  const codec = table.table(3)?.int8(0, 0);
  if (!(rows >= 0)) throw new RangeError('rows');
  const int64 = (at: number): number => Number(view.getBigInt64(at, true));
  const within = (index: number, count: number): void => {
    if (index >= count) throw new RangeError('too few parts');
  };
  return {
    rows,
    node: (index) => {
      within(index, nodes.count);
      return { length: int64(nodes.at(index)), nulls: int64(nodes.at(index) + 8) };
    },
    buffer: (index) => {
      within(index, buffers.count);
      const [from, length] = [int64(buffers.at(index)), int64(buffers.at(index) + 8)];
      if (!(from >= 0 && length >= 0 && from + length <= body.length)) throw new RangeError('a buffer outside');
      const stored = body.subarray(from, from + length);
      return aligned(codec === undefined || length === 0 ? stored : expand(stored, codec, budget), budget);
    },
    variadic: (index) => {
      within(index, variadic.count);
      const count = int64(variadic.at(index));
      within(count - 1, buffers.count);
      return Math.max(0, count);
    },
  };
}

function expand(stored: Uint8Array, codec: number, budget: ByteBudget): Uint8Array {
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const length = Number(view.getBigInt64(0, true));
  const rest = stored.subarray(lengthBytes);
  if (length === -1) return rest;
  if (!(length >= 0)) throw new RangeError('length');
  spend(budget, length);
  if (length === 0) return new Uint8Array();
  if (codec === 0) return lz4Frame(rest, length);
  if (codec !== 1) throw new RangeError('codec');
  let bytes: Uint8Array;
  try {
    bytes = zstdDecompressSync(rest, { maxOutputLength: length });
  } catch {
    throw new RangeError('zstd');
  }
  if (bytes.length !== length) throw new RangeError('another length than stated');
  return bytes;
}

/** Typed arrays of numbers can lie only over aligned bytes. Fields may name the same bytes, each for a copy. */
function aligned(bytes: Uint8Array, budget: ByteBudget): Uint8Array {
  if (bytes.byteOffset % 8 === 0) return bytes;
  spend(budget, bytes.length);
  return new Uint8Array(bytes);
}

function spend(budget: ByteBudget, bytes: number): void {
  budget.left -= bytes;
  if (budget.left < 0) throw new RangeError('too many bytes');
}

/**
 * Passes over a field's parts, and those of its children.
 * Source: Arrow Columnar Format 1.5, "Buffer Listing for Each Layout"
 */
export function skipField({ type, dictionary, children }: ArrowField, parts: BatchParts, place: BatchPlace): void {
  place.node++;
  if (dictionary !== null) {
    place.buffer += 2;
    return;
  }
  switch (type.name) {
    case 'null':
    case 'run-end':
      break;
    case 'struct':
    case 'fixed-list':
      place.buffer += 1;
      break;
    case 'union':
      place.buffer += type.unit === 1 ? 2 : 1;
      break;
    case 'binary':
    case 'utf8':
    case 'large-binary':
    case 'large-utf8':
    case 'list-view':
    case 'large-list-view':
      place.buffer += 3;
      break;
    case 'binary-view':
    case 'utf8-view':
      place.buffer += 2 + parts.variadic(place.variadic++);
      break;
    case 'none':
      throw new RangeError('a type that is not known');
    default:
      place.buffer += 2;
  }
  for (const child of children) skipField(child, parts, place);
}
