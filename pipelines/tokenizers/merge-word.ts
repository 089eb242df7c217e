import { heapPop, heapPush } from './heap.ts';
import type { PairTable } from './pair-table.ts';

/** The merges of a byte-level BPE: `ranks` gives a pair's place in their order, `merged` the token of each place. */
export interface Merges {
  readonly ranks: PairTable;
  readonly merged: Int32Array;
}

/** The same merges in their order: `pairs` holds left and right of each place, −1 where it has none. */
export interface MergeList {
  readonly pairs: Int32Array;
  readonly merged: Int32Array;
}

/** Up to this many symbols, looking at every pair again costs less than keeping an order of them. */
const SHORT_SYMBOLS = 64;
const NO_RANK = 0x7fffffff;
const shortRanks = new Int32Array(SHORT_SYMBOLS);

/**
 * Merges the first `length` of `symbols` in place, always the pair of lowest rank, of these the leftmost.
 *
 * @returns how many symbols are left
 *
 * Cost: O(length × log length) above 64 symbols, so no word, however long, costs its square.
 */
export function mergeWord(symbols: Int32Array, length: number, merges: Merges): number {
  return length <= SHORT_SYMBOLS ? mergeShort(symbols, length, merges) : mergeLong(symbols, length, merges);
}

function mergeShort(symbols: Int32Array, length: number, { ranks, merged }: Merges): number {
  const rankAt = (index: number): number => {
    const rank = ranks.get(symbols[index] as number, symbols[index + 1] as number);
    return rank < 0 ? NO_RANK : rank;
  };
  let pairs = length - 1;
  for (let i = 0; i < pairs; i++) shortRanks[i] = rankAt(i);
  while (pairs > 0) {
    let best = 0;
    let lowest = shortRanks[0] as number;
    for (let i = 1; i < pairs; i++) {
      const rank = shortRanks[i] as number;
      if (rank < lowest) {
        lowest = rank;
        best = i;
      }
    }
    if (lowest === NO_RANK) break;
    symbols[best] = merged[lowest] as number;
    pairs--;
    for (let i = best + 1; i <= pairs; i++) symbols[i] = symbols[i + 1] as number;
    for (let i = best; i < pairs; i++) shortRanks[i] = shortRanks[i + 1] as number;
    if (best > 0) shortRanks[best - 1] = rankAt(best - 1);
    if (best < pairs) shortRanks[best] = rankAt(best);
  }
  return pairs + 1;
}

/** A rank times this, plus a position, orders candidates as one exact number: 2^27 positions, 2^26 ranks. */
const POSITIONS = 2 ** 27;
const GONE = -1;

function mergeLong(symbols: Int32Array, length: number, { ranks, merged }: Merges): number {
  const next = new Int32Array(length);
  const previous = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    next[i] = i + 1;
    previous[i] = i - 1;
  }
  const candidates: number[] = [];
  const lower = (a: number, b: number): boolean => a < b;
  const propose = (index: number): void => {
    const right = next[index] as number;
    if (right >= length) return;
    const rank = ranks.get(symbols[index] as number, symbols[right] as number);
    if (rank >= 0) heapPush(candidates, rank * POSITIONS + index, lower);
  };
  for (let i = 0; i < length; i++) propose(i);
  for (let top = heapPop(candidates, lower); top !== undefined; top = heapPop(candidates, lower)) {
    const rank = Math.floor(top / POSITIONS);
    const index = top % POSITIONS;
    const right = next[index] as number;
    // A candidate is stale where either of its symbols has been merged since.
    if (symbols[index] === GONE || right >= length) continue;
    if (ranks.get(symbols[index] as number, symbols[right] as number) !== rank) continue;
    symbols[index] = merged[rank] as number;
    symbols[right] = GONE;
    const after = next[right] as number;
    next[index] = after;
    if (after < length) previous[after] = index;
    propose(index);
    if (index > 0) propose(previous[index] as number);
  }
  let left = 0;
  for (let i = 0; i < length; i = next[i] as number) symbols[left++] = symbols[i] as number;
  return left;
}
