/** Where an index outside [0, length) falls when a row is mirrored at its outermost elements, again and again. */
export function reflectedIndex(index, length) {
    if (length === 1)
        return 0;
    const period = 2 * (length - 1);
    const place = ((index % period) + period) % period;
    return place < length ? place : period - place;
}
//# sourceMappingURL=reflected-index.js.map