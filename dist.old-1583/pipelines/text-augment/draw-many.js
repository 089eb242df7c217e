/** `count` different whole numbers in [0, of), ascending; all of them where there are fewer. Time: of `of`. */
export function drawDistinct(count, of, draws) {
    const wanted = Math.min(count, of);
    const chosen = new Int32Array(wanted);
    let found = 0;
    // Selection sampling (Knuth, TAOCP 2, algorithm S): each is taken with the share that is still wanted.
    for (let each = 0; found < wanted; each++) {
        if ((of - each) * draws.unit() < wanted - found)
            chosen[found++] = each;
    }
    return chosen;
}
/** The numbers below `count` in an order by chance (Fisher and Yates). */
export function drawOrder(count, draws) {
    const order = Int32Array.from({ length: count }, (_, index) => index);
    for (let last = count - 1; last > 0; last--) {
        const other = draws.integer(0, last + 1);
        const kept = order[last] ?? 0;
        order[last] = order[other] ?? 0;
        order[other] = kept;
    }
    return order;
}
/** Lengths of `parts` parts, each at least 1, that make `total`, all such cuts equally likely. Wants `parts <= total`. */
export function drawParts(total, parts, draws) {
    const cuts = drawDistinct(parts - 1, total - 1, draws);
    const lengths = new Int32Array(parts);
    let from = 0;
    for (let part = 0; part < parts; part++) {
        const to = part < cuts.length ? (cuts[part] ?? 0) + 1 : total;
        lengths[part] = to - from;
        from = to;
    }
    return lengths;
}
/** One of a list by chance. Throws RangeError for an empty list. */
export function drawOne(items, draws) {
    const item = items[draws.integer(0, items.length)];
    if (item === undefined)
        throw new RangeError('Expected something to choose from, found an empty list');
    return item;
}
//# sourceMappingURL=draw-many.js.map