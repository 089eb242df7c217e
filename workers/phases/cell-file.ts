import type { UnitVectors } from '../../pipelines/dedup/unit-vectors.ts';
import type { Storage } from '../../storage/storage.ts';

/** Names the key of one of the files of a partition's cells. */
type KeyOf = (kind: 'cells' | 'rows' | 'vectors') => string;

/** A partition's documents of some cells: `offsets[i]` to `offsets[i + 1]` are those of the i-th of them. */
export interface CellMembers {
  readonly offsets: Uint32Array;
  /** Numbers of the documents over all partitions. */
  readonly documents: Uint32Array;
  readonly weights: Uint32Array;
  readonly vectors: UnitVectors;
}

const rowBytes = 8;

/**
 * Writes a partition's documents by cell, so that those of some cells are read as one range of each file: `cells`, the
 * width and where each cell begins (u32); `rows`, row and weight of each document (2 × u32); `vectors` (i16).
 */
export async function writeCells(
  storage: Storage,
  keyOf: KeyOf,
  members: readonly (readonly number[])[],
  weights: Uint32Array,
  { width, numbers }: UnitVectors,
): Promise<void> {
  const header = new Uint32Array(members.length + 2);
  const rows = new Uint32Array(2 * weights.length);
  const sorted = new Int16Array(numbers.length);
  header[0] = width;
  let at = 0;
  for (const [cell, own] of members.entries()) {
    for (const row of own) {
      rows[2 * at] = row;
      rows[2 * at + 1] = weights[row] ?? 0;
      sorted.set(numbers.subarray(row * width, (row + 1) * width), at * width);
      at++;
    }
    header[cell + 2] = at;
  }
  await storage.put(keyOf('cells'), bytesOf(header));
  await storage.put(keyOf('rows'), bytesOf(rows));
  await storage.put(keyOf('vectors'), bytesOf(sorted));
}

/** Reads the documents of cells [from, to) of `cells`; `start` is the number of the partition's first document. */
export async function readCells(
  storage: Storage,
  keyOf: KeyOf,
  { from, to, start }: { readonly from: number; readonly to: number; readonly start: number },
): Promise<CellMembers> {
  const header = new Uint32Array(new Uint8Array(await storage.get(keyOf('cells'))).buffer);
  const [width = 0] = header;
  const first = header[from + 1] ?? 0;
  const end = header[to + 1] ?? 0;
  const range = async (kind: 'rows' | 'vectors', bytes: number): Promise<ArrayBuffer> => {
    if (first === end || bytes === 0) return new ArrayBuffer(0);
    return new Uint8Array(await storage.getRange(keyOf(kind), first * bytes, end * bytes)).buffer;
  };
  const rows = new Uint32Array(await range('rows', rowBytes));
  const documents = Uint32Array.from({ length: end - first }, (_, place) => start + (rows[2 * place] ?? 0));
  return {
    offsets: header.slice(from + 1, to + 2).map((offset) => offset - first),
    documents,
    weights: documents.map((_, place) => rows[2 * place + 1] ?? 0),
    vectors: { width, numbers: new Int16Array(await range('vectors', 2 * width)) },
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Int16Array): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}
