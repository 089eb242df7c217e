import { heapPop, heapPush } from './heap.js';
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
export function mergeWord(symbols, length, merges) {
    return length <= SHORT_SYMBOLS ? mergeShort(symbols, length, merges) : mergeLong(symbols, length, merges);
}
function mergeShort(symbols, length, { ranks, merged }) {
    const rankAt = (index) => {
        const rank = ranks.get(symbols[index], symbols[index + 1]);
        return rank < 0 ? NO_RANK : rank;
    };
    let pairs = length - 1;
    for (let i = 0; i < pairs; i++)
        shortRanks[i] = rankAt(i);
    while (pairs > 0) {
        let best = 0;
        let lowest = shortRanks[0];
        for (let i = 1; i < pairs; i++) {
            const rank = shortRanks[i];
            if (rank < lowest) {
                lowest = rank;
                best = i;
            }
        }
        if (lowest === NO_RANK)
            break;
        symbols[best] = merged[lowest];
        pairs--;
        for (let i = best + 1; i <= pairs; i++)
            symbols[i] = symbols[i + 1];
        for (let i = best; i < pairs; i++)
            shortRanks[i] = shortRanks[i + 1];
        if (best > 0)
            shortRanks[best - 1] = rankAt(best - 1);
        if (best < pairs)
            shortRanks[best] = rankAt(best);
    }
    return pairs + 1;
}
/** A rank times this, plus a position, orders candidates as one exact number: 2^27 positions, 2^26 ranks. */
const POSITIONS = 2 ** 27;
const GONE = -1;
function mergeLong(symbols, length, { ranks, merged }) {
    const next = new Int32Array(length);
    const previous = new Int32Array(length);
    for (let i = 0; i < length; i++) {
        next[i] = i + 1;
        previous[i] = i - 1;
    }
    const candidates = [];
    const lower = (a, b) => a < b;
    const propose = (index) => {
        const right = next[index];
        if (right >= length)
            return;
        const rank = ranks.get(symbols[index], symbols[right]);
        if (rank >= 0)
            heapPush(candidates, rank * POSITIONS + index, lower);
    };
    for (let i = 0; i < length; i++)
        propose(i);
    for (let top = heapPop(candidates, lower); top !== undefined; top = heapPop(candidates, lower)) {
        const rank = Math.floor(top / POSITIONS);
        const index = top % POSITIONS;
        const right = next[index];
        // A candidate is stale where either of its symbols has been merged since.
        if (symbols[index] === GONE || right >= length)
            continue;
        if (ranks.get(symbols[index], symbols[right]) !== rank)
            continue;
        symbols[index] = merged[rank];
        symbols[right] = GONE;
        const after = next[right];
        next[index] = after;
        if (after < length)
            previous[after] = index;
        propose(index);
        if (index > 0)
            propose(previous[index]);
    }
    let left = 0;
    for (let i = 0; i < length; i = next[i])
        symbols[left++] = symbols[i];
    return left;
}
//# sourceMappingURL=merge-word.js.map