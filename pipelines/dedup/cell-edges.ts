import type { Edges } from './cluster.ts';
import { cosine, lengthsOf, type UnitVectors } from './unit-vectors.ts';
import { openProducts } from './vector-products.ts';

/** The documents of a cell: those that it is the nearest cell of, and those that it is another near cell of. */
export interface CellDocuments {
  /** Their numbers in the order of the walk, rising. */
  readonly documents: Uint32Array;
  /** `probes` cells of each document, the nearest first. */
  readonly cells: Uint32Array;
  readonly probes: number;
  readonly vectors: UnitVectors;
}

/** Most edges of a document to those that the cell alone would merge, in case another cell merges what it would keep. */
const spares = 4;

/**
 * Edges between documents of a cell whose cosine reaches `minSimilarity`, by their numbers. Of two documents one of which
 * is at home in the cell; pairs that share several cells so are compared in the first of these.
 *
 * Each document has its edges to all before it that the cell alone would keep, and to the first four of those that it would
 * merge: so edges do not grow with the square of nearly equal documents. Where one cell holds all documents,
 * `mergeGreedily` makes of these what it would make of all edges. The first `knownDocuments` have no edges to each other.
 * Cost: a product a pair at most; memory of 8 bytes a document and 24 an edge.
 */
export function cellEdges(
  cell: number,
  { documents, cells, probes, vectors }: CellDocuments,
  { minSimilarity, knownDocuments }: { readonly minSimilarity: number; readonly knownDocuments: number },
): Edges {
  const lengths = lengthsOf(vectors);
  const products = openProducts(vectors);
  const kept: number[] = [];
  const merged: number[] = [];
  const edges: { a: number; b: number; similarity: number }[] = [];
  const isHome = (place: number): boolean => cells[place * probes] === cell;
  /** Whether the cell `home` of one is also one of another's and comes before this one. */
  const before = (one: number, other: number): boolean => {
    const home = cells[one * probes] as number;
    return home < cell && cells.subarray(other * probes, (other + 1) * probes).includes(home);
  };
  const isCompared = (one: number, other: number): boolean => {
    const [home, otherHome] = [isHome(one), isHome(other)];
    if (home && otherHome) return true;
    if (home) return !before(other, one);
    return otherHome && !before(one, other);
  };
  const compare = (place: number, earlier: number): boolean => {
    if (!isCompared(earlier, place)) return false;
    const similarity = cosine(products.of(place, earlier), lengths[place] ?? 0, lengths[earlier] ?? 0);
    if (similarity < minSimilarity) return false;
    edges.push({ a: documents[earlier] as number, b: documents[place] as number, similarity });
    return true;
  };
  for (const [place, document] of documents.entries()) {
    if (document < knownDocuments) {
      kept.push(place);
      continue;
    }
    let isMerged = false;
    for (const earlier of kept) isMerged = compare(place, earlier) || isMerged;
    let found = 0;
    for (const earlier of merged) {
      if (compare(place, earlier) && ++found === spares) break;
    }
    (isMerged ? merged : kept).push(place);
  }
  return {
    a: Uint32Array.from(edges, ({ a }) => a),
    b: Uint32Array.from(edges, ({ b }) => b),
    similarity: Float64Array.from(edges, ({ similarity }) => similarity),
  };
}
