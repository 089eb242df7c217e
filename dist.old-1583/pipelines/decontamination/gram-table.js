export function openGramTable(length, most) {
    const bits = Math.ceil(Math.log2(Math.max(32, 2 * most)));
    const size = 2 ** bits;
    const presentBits = Math.min(32, bits + 3);
    return {
        length,
        slots: new Int32Array(2 * size),
        mask: size - 1,
        present: new Int32Array(2 ** (presentBits - 5)),
        presentShift: 32 - presentBits,
    };
}
/**
 * Calls back for each run of `length` words in [start, end) that the table has the hash of, with its number; where
 * `missing` is given, also for others, and puts in the number that it gives. Whether the words
 * are those of an n-gram of that hash is for `same` to say. Cost: for each word three multiplications and mostly one visit to the table.
 */
export function walkGrams({ length, slots, mask, present, presentShift }, words, start, end, same, found, missing) {
    if (end - start < length)
        return;
    let leaving = 1;
    for (let i = 0; i < length; i++)
        leaving = Math.imul(leaving, base);
    let sum = 0;
    for (let i = start; i < start + length; i++)
        sum = (Math.imul(sum, base) + words[i]) | 0;
    for (let first = start;; first++) {
        const hash = scrambled(sum);
        const bit = hash >>> presentShift;
        const isPresent = (present[bit >>> 5] >>> (bit & 31)) & 1;
        if (missing !== undefined)
            present[bit >>> 5] = present[bit >>> 5] | (1 << (bit & 31));
        for (let slot = hash & mask; isPresent === 1 || missing !== undefined; slot = (slot + 1) & mask) {
            const number = slots[2 * slot] - 1;
            if (number < 0) {
                if (missing !== undefined) {
                    slots[2 * slot] = missing(first) + 1;
                    slots[2 * slot + 1] = hash;
                }
                break;
            }
            if (slots[2 * slot + 1] === hash && same(first, number)) {
                found(first, number);
                break;
            }
        }
        const next = first + length;
        if (next >= end)
            return;
        sum = (Math.imul(sum, base) + words[next] - Math.imul(leaving, words[first])) | 0;
    }
}
const base = 0x9e3779b1;
function scrambled(value) {
    let h = value;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
}
//# sourceMappingURL=gram-table.js.map