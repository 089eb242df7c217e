/** Pairs of documents that are similar enough to be merged. Row i of each column is about one pair, in any order. */
export interface Edges {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly similarity: Float64Array;
}

export function joinEdges(parts: readonly Edges[]): Edges {
  const count = parts.reduce((sum, { a }) => sum + a.length, 0);
  const all: Edges = { a: new Uint32Array(count), b: new Uint32Array(count), similarity: new Float64Array(count) };
  let at = 0;
  for (const part of parts) {
    all.a.set(part.a, at);
    all.b.set(part.b, at);
    all.similarity.set(part.similarity, at);
    at += part.a.length;
  }
  return all;
}

/** A document that is merged into a kept one. */
export interface Merge {
  readonly document: number;
  readonly into: number;
  readonly similarity: number;
}

/**
 * Which documents are merged, and into which. Documents are walked in the order of their numbers; one that has an edge
 * to a kept document is merged into that of the highest similarity, of equal ones the earliest; any other is kept.
 *
 * So every merged document has an edge to a kept one, with the similarity that its fate tells, and of two documents
 * with an edge at most one is kept. Joining whatever edges connect (union-find), as is common, drifts: of a chain in
 * which each resembles the next, the last is merged into a first that it does not resemble at all.
 *
 * Ordered by document. Does not depend on the order of the edges, or on which end is `a`. Cost: a sort of the edges;
 * memory of 12 bytes an edge and about 100 bytes a merged document.
 */
export function mergeGreedily(edges: Edges): Merge[] {
  const order = Uint32Array.from(edges.a.keys()).sort((i, j) => later(edges, i) - later(edges, j));
  const merged = new Set<number>();
  const merges: Merge[] = [];
  for (let start = 0; start < order.length; ) {
    const document = later(edges, order[start] ?? 0);
    let best: Merge | undefined;
    for (; start < order.length && later(edges, order[start] ?? 0) === document; start++) {
      const edge = order[start] ?? 0;
      const into = Math.min(edges.a[edge] ?? 0, edges.b[edge] ?? 0);
      const similarity = edges.similarity[edge] ?? 0;
      if (merged.has(into)) continue;
      if (best === undefined || similarity > best.similarity || (similarity === best.similarity && into < best.into)) {
        best = { document, into, similarity };
      }
    }
    if (best === undefined) continue;
    merged.add(document);
    merges.push(best);
  }
  return merges;
}

function later(edges: Edges, edge: number): number {
  return Math.max(edges.a[edge] ?? 0, edges.b[edge] ?? 0);
}
