/**
 * An empty set for millions of strings: 11 to 21 bytes for each, whatever their length. Of a string that was not added
 * it says so, but for a chance of 5 · 10⁻²⁰ for each that was.
 */
export function hashedStrings() {
    let slots = new Uint32Array(2 * 1024);
    let size = 0;
    /** The slot that holds a hash, or the empty one where it belongs. Empty is a first half of 0, which no hash has. */
    function slotOf(table, a, b) {
        const mask = (table.length >> 1) - 1;
        let slot = b & mask;
        while (table[2 * slot] !== 0 && (table[2 * slot] !== a || table[2 * slot + 1] !== b))
            slot = (slot + 1) & mask;
        return slot;
    }
    function grow() {
        const grown = new Uint32Array(slots.length * 2);
        for (let k = 0; k < slots.length; k += 2) {
            const a = slots[k] ?? 0;
            const b = slots[k + 1] ?? 0;
            if (a === 0)
                continue;
            const slot = slotOf(grown, a, b);
            grown[2 * slot] = a;
            grown[2 * slot + 1] = b;
        }
        slots = grown;
    }
    return {
        get size() {
            return size;
        },
        add: (text) => {
            if (size >= 0.375 * slots.length)
                grow();
            hash(text);
            const slot = slotOf(slots, first, second);
            if (slots[2 * slot] !== 0)
                return;
            slots[2 * slot] = first;
            slots[2 * slot + 1] = second;
            size++;
        },
        has: (text) => {
            hash(text);
            return slots[2 * slotOf(slots, first, second)] !== 0;
        },
    };
}
/** The halves of the last string's hash. */
let first = 0;
let second = 0;
/** Two multiplicative hashes over code units, with MurmurHash3's finalizer. */
function hash(text) {
    let a = 0x811c9dc5;
    let b = 0x9e3779b9;
    for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        a = Math.imul(a ^ unit, 0x01000193);
        b = Math.imul((b ^ unit) + (b >>> 17), 0x85ebca6b);
    }
    first = finish(a) || 1;
    second = finish(b);
}
function finish(value) {
    let h = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
}
//# sourceMappingURL=hashed-strings.js.map