import { cellEdges } from './cell-edges.ts';
import { cellCount, learnCells, openCells, sampledDocuments } from './cells.ts';
import { joinEdges, mergeGreedily } from './cluster.ts';
import type { Removal } from './removal.ts';
import type { SemanticParameters } from './semantic.ts';
import type { UnitVectors } from './unit-vectors.ts';
import { walkOrder } from './walk-order.ts';

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
  const count = cellCount(ordinals.length, parameters.cells);
  const probes = Math.min(count, parameters.probes);
  const sample = rowsOf(vectors, sampledDocuments(ordinals.length, count));
  const centres = learnCells(sample, count, parameters.seed);
  const order = walkOrder(parameters.keep, Uint32Array.from(weights));
  const members = Array.from({ length: count }, (): number[] => []);
  const nearest = openCells(centres, probes);
  const cellsOfDocument = Array.from(order, (row, document) => {
    const own = nearest(vectors, row);
    for (const cell of own) members[cell]?.push(document);
    return own;
  });
  const edges = members.map((documents, cell) => {
    const cells = Uint32Array.from(documents.flatMap((document) => cellsOfDocument[document] ?? []));
    const ownVectors = rowsOf(
      vectors,
      documents.map((document) => order[document] ?? 0),
    );
    const own = { documents: Uint32Array.from(documents), cells, probes, vectors: ownVectors };
    return cellEdges(cell, own, { minSimilarity: parameters.minSimilarity, knownDocuments: 0 });
  });
  const ordinalOf = (document: number): number => ordinals[order[document] ?? 0] ?? 0;
  return mergeGreedily(joinEdges(edges))
    .map(({ document, into, similarity }): Removal => {
      return {
        partition: 0,
        ordinal: ordinalOf(document),
        intoPartition: 0,
        intoOrdinal: ordinalOf(into),
        similarity,
      };
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
