import { uint32Column } from './uint32-column.js';
/** Two 32-bit numbers for each pair: the earlier document, then the later. A view of the same memory. */
export function pairHalves(pairs) {
    return new Uint32Array(pairs.buffer, pairs.byteOffset, 2 * pairs.length);
}
/** The pairs of a column of (earlier, later), in any order and with repeats. */
export function sortPairs(column) {
    const pairs = new BigUint64Array(column.view().slice().buffer).sort();
    const halves = pairHalves(pairs);
    let count = 0;
    for (let i = 0; i < halves.length; i += 2) {
        if (i > 0 && halves[i] === halves[i - 2] && halves[i + 1] === halves[i - 1])
            continue;
        halves[count++] = halves[i] ?? 0;
        halves[count++] = halves[i + 1] ?? 0;
    }
    return pairs.slice(0, count / 2);
}
/** The pairs of both. Cost: a sort of both; memory of 16 bytes a pair. */
export function mergePairs(a, b) {
    const column = uint32Column();
    column.append(pairHalves(a));
    column.append(pairHalves(b));
    return sortPairs(column);
}
//# sourceMappingURL=pairs.js.map