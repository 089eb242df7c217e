/** Orders removals by partition, then ordinal: the order in which documents are walked. */
export function byPlace(a, b) {
    return a.partition - b.partition || a.ordinal - b.ordinal;
}
//# sourceMappingURL=removal.js.map