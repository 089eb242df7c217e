/** The most that is kept for the next use, in numbers: 16 MiB, or 8 MiB of units. */
const keptLength = 2 ** 22;
/**
 * A place to work in: each call gives `length` numbers of the same memory, so an array is good until the next call.
 * What they hold is what was left there.
 */
export function reusedInts() {
    let kept = new Int32Array(0);
    return (length) => {
        if (length > keptLength)
            return new Int32Array(length);
        if (length > kept.length)
            kept = new Int32Array(2 ** Math.ceil(Math.log2(length)));
        return kept.subarray(0, length);
    };
}
/** The same for code units. */
export function reusedUnits() {
    let kept = new Uint16Array(0);
    return (length) => {
        if (length > keptLength)
            return new Uint16Array(length);
        if (length > kept.length)
            kept = new Uint16Array(2 ** Math.ceil(Math.log2(length)));
        return kept.subarray(0, length);
    };
}
/** The same for bytes. */
export function reusedBytes() {
    let kept = new Uint8Array(0);
    return (length) => {
        if (length > keptLength)
            return new Uint8Array(length);
        if (length > kept.length)
            kept = new Uint8Array(2 ** Math.ceil(Math.log2(length)));
        return kept.subarray(0, length);
    };
}
const slots = reusedInts();
/**
 * An empty open-addressing table (all 0) for `entries`: a power of two of slots, at most half full. Good until the
 * next call.
 */
export function emptySlots(entries) {
    return slots(2 ** Math.ceil(Math.log2(Math.max(8, entries * 2)))).fill(0);
}
//# sourceMappingURL=reused-ints.js.map