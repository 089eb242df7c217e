import { heapPop, heapPush } from './heap.js';
import { openPairTable } from './pair-table.js';
export function openPairCounts() {
    const pairs = [];
    const indexes = openPairTable(2 ** 16);
    const queue = [];
    const risen = new Set();
    return {
        add(left, right, weight, position) {
            let index = indexes.get(left, right);
            if (index < 0) {
                index = pairs.push({ left, right, count: 0, positions: [] }) - 1;
                indexes.set(left, right, index);
            }
            const pair = pairs[index];
            pair.count += weight;
            pair.positions.push(position);
            risen.add(pair);
        },
        remove(left, right, weight) {
            pairs[indexes.get(left, right)].count -= weight;
        },
        takeHighest() {
            for (const pair of risen)
                heapPush(queue, { pair, count: pair.count }, comesFirst);
            risen.clear();
            for (;;) {
                const top = heapPop(queue, comesFirst);
                if (top === undefined || top.pair.count === top.count)
                    return top?.pair;
                if (top.pair.count > 0)
                    heapPush(queue, { pair: top.pair, count: top.pair.count }, comesFirst);
            }
        },
    };
}
function comesFirst(a, b) {
    if (a.count !== b.count)
        return a.count > b.count;
    return a.pair.left !== b.pair.left ? a.pair.left < b.pair.left : a.pair.right < b.pair.right;
}
//# sourceMappingURL=pair-counts.js.map