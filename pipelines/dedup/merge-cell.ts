import type { Merge } from './cluster.ts';
import { cosine, lengthsOf, product, type UnitVectors } from './unit-vectors.ts';
import { type Keep, walkOrder } from './walk-order.ts';

/** The documents of a cell, by rising place in the input. `weights` are those of `weightOf`. */
export interface CellDocuments {
  readonly weights: Uint32Array;
  readonly vectors: UnitVectors;
}

/**
 * Which documents of a cell are merged, by their places in it. Documents are walked in the order of `keep`; one whose
 * cosine with a kept one reaches `minSimilarity` is merged into the nearest, of equally near ones into the one that was
 * walked first. So each merged document is near a kept one, as with {@link mergeGreedily}. Ordered by document.
 * Cost: a product for each document and each kept one before it; memory of 24 bytes a document.
 */
export function mergeCell(
  { weights, vectors }: CellDocuments,
  { keep, minSimilarity }: { readonly keep: Keep; readonly minSimilarity: number },
): Merge[] {
  const lengths = lengthsOf(vectors);
  const kept: number[] = [];
  const merges: Merge[] = [];
  for (const document of walkOrder(keep, weights)) {
    let into = -1;
    let similarity = minSimilarity;
    for (const other of kept) {
      const found = cosine(product(vectors, document, vectors, other), lengths[document] ?? 0, lengths[other] ?? 0);
      if (found < similarity || (found === similarity && into >= 0)) continue;
      into = other;
      similarity = found;
    }
    if (into < 0) kept.push(document);
    else merges.push({ document, into, similarity });
  }
  return merges.sort((a, b) => a.document - b.document);
}
