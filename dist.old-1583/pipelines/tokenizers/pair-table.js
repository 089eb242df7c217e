/** Left, right, value, and nothing, so that no slot lies across two cache lines. */
const SLOT = 4;
/** A table that begins with room for `capacity` pairs and grows. */
export function openPairTable(capacity) {
    let mask = 2 ** Math.ceil(Math.log2(Math.max(8, capacity * 2))) - 1;
    let slots = emptySlots(mask);
    let size = 0;
    /** The offset of the pair's slot, or of the free one where it belongs. */
    function find(left, right) {
        let hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
        hash ^= hash >>> 15;
        for (let index = hash & mask;; index = (index + 1) & mask) {
            const offset = index * SLOT;
            if (slots[offset + 2] === -1 || (slots[offset] === left && slots[offset + 1] === right))
                return offset;
        }
    }
    function grow() {
        const old = slots;
        mask = mask * 2 + 1;
        slots = emptySlots(mask);
        for (let from = 0; from < old.length; from += SLOT) {
            if (old[from + 2] !== -1)
                slots.set(old.subarray(from, from + SLOT), find(old[from], old[from + 1]));
        }
    }
    return {
        get: (left, right) => slots[find(left, right) + 2],
        set(left, right, value) {
            const offset = find(left, right);
            if (slots[offset + 2] === -1)
                size++;
            slots[offset] = left;
            slots[offset + 1] = right;
            slots[offset + 2] = value;
            if (size * 2 > mask)
                grow();
        },
    };
}
function emptySlots(mask) {
    return new Int32Array((mask + 1) * SLOT).fill(-1);
}
//# sourceMappingURL=pair-table.js.map