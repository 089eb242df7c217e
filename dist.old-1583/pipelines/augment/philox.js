/**
 * Philox4x32-10: four random 32-bit numbers that are a function of a counter of four words and a key of two alone.
 * Writes them to `out`. Source: Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011.
 */
export function philox(counter, key, out) {
    let [c0, c1, c2, c3] = counter;
    let [k0, k1] = key;
    for (let round = 0; round < 10; round++) {
        const high0 = multiplyHigh(0xd2511f53, c0);
        const high1 = multiplyHigh(0xcd9e8d57, c2);
        const low0 = Math.imul(0xd2511f53, c0);
        const low1 = Math.imul(0xcd9e8d57, c2);
        c0 = high1 ^ c1 ^ k0;
        c1 = low1;
        c2 = high0 ^ c3 ^ k1;
        c3 = low0;
        k0 = (k0 + 0x9e3779b9) | 0;
        k1 = (k1 + 0xbb67ae85) | 0;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
}
/** The upper 32 bits of the product of two unsigned 32-bit numbers. */
function multiplyHigh(a, b) {
    // Products of 32 by 16 bits, and their sum, are exact in a double.
    const low = a * (b & 0xffff);
    const high = a * (b >>> 16);
    return ((high + Math.floor(low / 0x10000)) / 0x10000) | 0;
}
//# sourceMappingURL=philox.js.map