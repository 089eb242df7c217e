import type { UnitVectors } from '../../pipelines/dedup/unit-vectors.ts';
import type { Storage } from '../../storage/storage.ts';

/** Names the key of one of the files of a partition's cells. */
type KeyOf = (kind: 'cells' | 'rows' | 'vectors') => string;

/** A file's documents of some cells: `offsets[i]` to `offsets[i + 1]` are those of the i-th of them. */
export interface CellMembers {
  readonly offsets: Uint32Array;
  /** Places in the file, rising inside a cell. */
  readonly rows: Uint32Array;
  /** `probes` cells of each document, the nearest first. */
  readonly cells: Uint32Array;
  readonly probes: number;
  readonly vectors: UnitVectors;
}

const headerNumbers = 2;

/**
 * Writes documents by cell, each under all of its own, so that those of some cells are read as one range of each file:
 * `cells`, the width, the cells of a document, and where each cell begins (u32); `rows`, row and cells of each document
 * ((1 + probes) × u32); `vectors` (i16). `cellsOfRow` has as many cells for each row. Memory: the vectors once for each.
 */
export async function writeCells(
  storage: Storage,
  keyOf: KeyOf,
  cellsOfRow: readonly (readonly number[])[],
  { count, probes, vectors }: { readonly count: number; readonly probes: number; readonly vectors: UnitVectors },
): Promise<void> {
  const members = Array.from({ length: count }, (): number[] => []);
  for (const [row, own] of cellsOfRow.entries()) for (const cell of own) members[cell]?.push(row);
  const { width, numbers } = vectors;
  const header = new Uint32Array(headerNumbers + count + 1);
  const rows = new Uint32Array((1 + probes) * probes * cellsOfRow.length);
  const sorted = new Int16Array(probes * numbers.length);
  header.set([width, probes]);
  let at = 0;
  for (const [cell, own] of members.entries()) {
    for (const row of own) {
      rows.set([row, ...(cellsOfRow[row] ?? [])], (1 + probes) * at);
      sorted.set(numbers.subarray(row * width, (row + 1) * width), at * width);
      at++;
    }
    header[headerNumbers + cell + 1] = at;
  }
  await storage.put(keyOf('cells'), bytesOf(header));
  await storage.put(keyOf('rows'), bytesOf(rows));
  await storage.put(keyOf('vectors'), bytesOf(sorted));
}

/** Reads the documents of cells [from, to). */
export async function readCells(storage: Storage, keyOf: KeyOf, from: number, to: number): Promise<CellMembers> {
  const header = new Uint32Array(new Uint8Array(await storage.get(keyOf('cells'))).buffer);
  const [width = 0, probes = 0] = header;
  const first = header[headerNumbers + from] ?? 0;
  const end = header[headerNumbers + to] ?? 0;
  const range = async (kind: 'rows' | 'vectors', bytes: number): Promise<ArrayBuffer> => {
    if (first === end || bytes === 0) return new ArrayBuffer(0);
    return new Uint8Array(await storage.getRange(keyOf(kind), first * bytes, end * bytes)).buffer;
  };
  const entries = new Uint32Array(await range('rows', 4 * (1 + probes)));
  const cells = new Uint32Array(probes * (end - first));
  for (let place = 0; place < end - first; place++) {
    cells.set(entries.subarray((1 + probes) * place + 1, (1 + probes) * (place + 1)), probes * place);
  }
  return {
    offsets: header.slice(headerNumbers + from, headerNumbers + to + 1).map((offset) => offset - first),
    rows: Uint32Array.from({ length: end - first }, (_, place) => entries[(1 + probes) * place] as number),
    cells,
    probes,
    vectors: { width, numbers: new Int16Array(await range('vectors', 2 * width)) },
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Int16Array): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}
