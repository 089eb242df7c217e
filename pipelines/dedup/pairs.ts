import { type Uint32Column, uint32Column } from './uint32-column.ts';

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

/** The pairs of both. Cost: a sort of both; memory of 16 bytes a pair. */
export function mergePairs(a: Pairs, b: Pairs): Pairs {
  const column = uint32Column();
  column.append(pairHalves(a));
  column.append(pairHalves(b));
  return sortPairs(column);
}
