import { cellCount, cellOf, learnCells, sampledDocuments } from './cells.ts';
import { mergeCell } from './merge-cell.ts';
import type { Removal } from './removal.ts';
import type { SemanticParameters } from './semantic.ts';
import type { UnitVectors } from './unit-vectors.ts';

/** Documents in memory: their ordinals, rising, what `weightOf` tells of them, and their vectors. */
export interface EmbeddedDocuments {
  readonly ordinals: readonly number[];
  readonly weights: readonly number[];
  readonly vectors: UnitVectors;
}

/** The documents to merge, of one partition that is all there is. Ordered by ordinal. */
export function findSemanticDuplicates(
  { ordinals, weights, vectors }: EmbeddedDocuments,
  parameters: SemanticParameters,
): Removal[] {
  const cells = cellCount(ordinals.length, parameters.cells);
  const sample = rowsOf(vectors, sampledDocuments(ordinals.length, cells));
  const centres = learnCells(sample, cells, parameters.seed);
  const members = Array.from({ length: cells }, (): number[] => []);
  for (const row of ordinals.keys()) members[cellOf(vectors, row, centres)]?.push(row);
  return members
    .flatMap((rows) => {
      const cell = { weights: Uint32Array.from(rows, (row) => weights[row] ?? 0), vectors: rowsOf(vectors, rows) };
      return mergeCell(cell, parameters).map(({ document, into, similarity }): Removal => {
        const ordinalOf = (place: number): number => ordinals[rows[place] ?? 0] ?? 0;
        return {
          partition: 0,
          ordinal: ordinalOf(document),
          intoPartition: 0,
          intoOrdinal: ordinalOf(into),
          similarity,
        };
      });
    })
    .sort((a, b) => a.ordinal - b.ordinal);
}

/** Copies of some vectors, in the order of `rows`. */
export function rowsOf({ width, numbers }: UnitVectors, rows: ArrayLike<number> & Iterable<number>): UnitVectors {
  const copies = new Int16Array(rows.length * width);
  let place = 0;
  for (const row of rows) copies.set(numbers.subarray(row * width, (row + 1) * width), place++ * width);
  return { width, numbers: copies };
}
