/** What is known of a document's text before it is compared with others: how long it is, where that matters. */
export function weightOf(keep, text) {
    return keep === 'longest' ? text.length : 0;
}
/**
 * Documents in the order in which they are walked: one that comes before another is preferred to it. `weights` are those
 * of {@link weightOf}, by the documents' places in the input; the first `known` documents are those of an earlier
 * version, which stay whatever comes. Memory: 12 bytes a document.
 */
export function walkOrder(keep, weights, known = 0) {
    const count = weights.length;
    if (keep === 'first')
        return Uint32Array.from({ length: count }, (_, place) => place);
    if (keep === 'last') {
        return Uint32Array.from({ length: count }, (_, rank) => (rank < known ? rank : count - 1 - (rank - known)));
    }
    const keys = new BigUint64Array(count);
    const halves = new Uint32Array(keys.buffer);
    for (let place = 0; place < count; place++) {
        halves[2 * place] = place;
        halves[2 * place + 1] = 0xffffffff - (weights[place] ?? 0);
    }
    keys.subarray(known).sort();
    return Uint32Array.from({ length: count }, (_, rank) => halves[2 * rank] ?? 0);
}
//# sourceMappingURL=walk-order.js.map