/**
 * Sorts 32-bit numbers in place, least significant byte first. `spare` holds at least as many numbers.
 * Cost: four passes over the numbers and 1,024 counters; on sets of 300 to 20,000 numbers about five times as fast as
 * `Uint32Array.prototype.sort`.
 */
export function radixSort(values, spare) {
    starts.fill(0);
    for (let i = 0; i < values.length; i++) {
        const value = values[i];
        count(value & 255);
        count(256 + ((value >>> 8) & 255));
        count(512 + ((value >>> 16) & 255));
        count(768 + (value >>> 24));
    }
    for (let digit = 0; digit < 4; digit++) {
        let sum = 0;
        for (let i = digit << 8; i < (digit + 1) << 8; i++) {
            const size = starts[i];
            starts[i] = sum;
            sum += size;
        }
    }
    distribute(values, spare, values.length, 0);
    distribute(spare, values, values.length, 1);
    distribute(values, spare, values.length, 2);
    distribute(spare, values, values.length, 3);
}
/** For each byte of a number, from the lowest: where the next number with each value of that byte goes. */
const starts = new Uint32Array(4 * 256);
function count(at) {
    starts[at] = starts[at] + 1;
}
function distribute(from, to, length, digit) {
    const shift = digit << 3;
    const base = digit << 8;
    for (let i = 0; i < length; i++) {
        const value = from[i];
        const at = base + ((value >>> shift) & 255);
        const place = starts[at];
        to[place] = value;
        starts[at] = place + 1;
    }
}
//# sourceMappingURL=radix-sort.js.map