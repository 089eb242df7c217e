import type { Uint32Column } from './uint32-column.ts';

/**
 * Pairs of documents by number, as `later · 2³² + earlier`: sorted, without repeats. Documents are numbered over all
 * partitions in their order, so that the smaller number is the earlier document.
 */
export type Pairs = BigUint64Array<ArrayBuffer>;

/** Two 32-bit numbers for each pair: the earlier document, then the later. A view of the same memory. */
export function pairHalves(pairs: Pairs): Uint32Array {
  return new Uint32Array(pairs.buffer, pairs.byteOffset, 2 * pairs.length);
}

/** The pairs of a column of (earlier, later), in any order and with repeats. */
export function sortPairs(column: Uint32Column): Pairs {
  const pairs = new BigUint64Array(column.view().slice().buffer).sort();
  const halves = pairHalves(pairs);
  let count = 0;
  for (let i = 0; i < halves.length; i += 2) {
    if (i > 0 && halves[i] === halves[i - 2] && halves[i + 1] === halves[i - 1]) continue;
    halves[count++] = halves[i] ?? 0;
    halves[count++] = halves[i + 1] ?? 0;
  }
  return pairs.slice(0, count / 2);
}

/** The pairs of both. Linear in them; memory of 8 bytes a pair. */
export function mergePairs(a: Pairs, b: Pairs): Pairs {
  const [as, bs] = [pairHalves(a), pairHalves(b)];
  const merged: Pairs = new BigUint64Array(a.length + b.length);
  const halves = pairHalves(merged);
  let [atA, atB, count] = [0, 0, 0];
  while (atA < as.length || atB < bs.length) {
    const order = atA === as.length ? 1 : atB === bs.length ? -1 : comparePairs(as, atA, bs, atB);
    const [from, at] = order <= 0 ? [as, atA] : [bs, atB];
    halves[count++] = from[at] as number;
    halves[count++] = from[at + 1] as number;
    if (order <= 0) atA += 2;
    if (order >= 0) atB += 2;
  }
  return merged.slice(0, count / 2);
}

/** Compares two pairs, each by the place of its earlier document among the halves of some. */
export function comparePairs(a: Uint32Array, atA: number, b: Uint32Array, atB: number): number {
  return (a[atA + 1] as number) - (b[atB + 1] as number) || (a[atA] as number) - (b[atB] as number);
}
