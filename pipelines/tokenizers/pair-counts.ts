import { heapPop, heapPush } from './heap.ts';
import { openPairTable } from './pair-table.ts';

/** A pair of tokens, how often it stands in the corpus, and where it may stand: a position is stale once merged. */
export interface CountedPair {
  readonly left: number;
  readonly right: number;
  count: number;
  positions: number[];
}

/** Counts of adjacent pairs that change with every merge, and the pair that the next merge takes. */
export interface PairCounts {
  /** Counts `weight` more of a pair at `position`. */
  add(left: number, right: number, weight: number, position: number): void;
  /** Counts `weight` less of a pair that was added. */
  remove(left: number, right: number, weight: number): void;
  /**
   * Takes out the pair of highest count, of these the one of smallest left and then right id; undefined where no pair
   * is left. What was added since the last call counts from this one on.
   */
  takeHighest(): CountedPair | undefined;
}

/** A pair in the queue with the count that it had then. A count that has fallen since is put right when it comes up. */
interface Candidate {
  readonly pair: CountedPair;
  readonly count: number;
}

export function openPairCounts(): PairCounts {
  const pairs: CountedPair[] = [];
  const indexes = openPairTable(2 ** 16);
  const queue: Candidate[] = [];
  const risen = new Set<CountedPair>();

  return {
    add(left, right, weight, position) {
      let index = indexes.get(left, right);
      if (index < 0) {
        index = pairs.push({ left, right, count: 0, positions: [] }) - 1;
        indexes.set(left, right, index);
      }
      const pair = pairs[index] as CountedPair;
      pair.count += weight;
      pair.positions.push(position);
      risen.add(pair);
    },
    remove(left, right, weight) {
      (pairs[indexes.get(left, right)] as CountedPair).count -= weight;
    },
    takeHighest() {
      for (const pair of risen) heapPush(queue, { pair, count: pair.count }, comesFirst);
      risen.clear();
      for (;;) {
        const top = heapPop(queue, comesFirst);
        if (top === undefined || top.pair.count === top.count) return top?.pair;
        if (top.pair.count > 0) heapPush(queue, { pair: top.pair, count: top.pair.count }, comesFirst);
      }
    },
  };
}

function comesFirst(a: Candidate, b: Candidate): boolean {
  if (a.count !== b.count) return a.count > b.count;
  return a.pair.left !== b.pair.left ? a.pair.left < b.pair.left : a.pair.right < b.pair.right;
}
