/** Words longer than this, or of more tokens than {@link CACHED_TOKENS}, are merged each time: fewer than 1 % of real ones. */
export const CACHED_BYTES = 16;
export const CACHED_TOKENS = 3;
/** In Int32 numbers: 4 of key, its length with the token count above it, and the tokens. A set of two is a cache line. */
const SLOT = 8;
const COUNT_SHIFT = 8;
const META = 4;
const TOKENS = 5;
/** A cache of `words` words, a power of two: 32 bytes each. */
export function openWordCache(words) {
    const slots = new Int32Array(words * SLOT);
    const mask = words - 1;
    let key0 = 0;
    let key1 = 0;
    let key2 = 0;
    let key3 = 0;
    let keyLength = 0;
    let home = 0;
    function read(view, start, length, ids, at) {
        let k0 = view.getInt32(start, true);
        let k1 = 0;
        let k2 = 0;
        let k3 = 0;
        if (length < 4)
            k0 &= (1 << (length << 3)) - 1;
        else if (length > 4) {
            k1 = view.getInt32(start + 4, true);
            if (length < 8)
                k1 &= (1 << ((length - 4) << 3)) - 1;
            else if (length > 8) {
                k2 = view.getInt32(start + 8, true);
                if (length < 12)
                    k2 &= (1 << ((length - 8) << 3)) - 1;
                else if (length > 12) {
                    k3 = view.getInt32(start + 12, true);
                    if (length < 16)
                        k3 &= (1 << ((length - 12) << 3)) - 1;
                }
            }
        }
        let slot = (hashOf(k0, k1, k2, k3) & mask) * SLOT;
        const first = slot;
        for (let way = 0; way < 2; way++) {
            const meta = slots[slot + META];
            if (slots[slot] === k0 &&
                (meta & 0xff) === length &&
                slots[slot + 1] === k1 &&
                slots[slot + 2] === k2 &&
                slots[slot + 3] === k3) {
                const count = meta >> COUNT_SHIFT;
                for (let i = 0; i < count; i++)
                    ids[at + i] = slots[slot + TOKENS + i];
                return count;
            }
            slot ^= SLOT;
        }
        key0 = k0;
        key1 = k1;
        key2 = k2;
        key3 = k3;
        keyLength = length;
        home = first;
        return 0;
    }
    function keep(symbols, count) {
        if (slots[home + META] !== 0)
            slots.copyWithin(home ^ SLOT, home, home + SLOT);
        slots[home] = key0;
        slots[home + 1] = key1;
        slots[home + 2] = key2;
        slots[home + 3] = key3;
        slots[home + META] = keyLength | (count << COUNT_SHIFT);
        for (let i = 0; i < count; i++)
            slots[home + TOKENS + i] = symbols[i];
    }
    return { read, keep };
}
function hashOf(k0, k1, k2, k3) {
    const mixed = Math.imul(k0, 0x9e3779b1) ^ Math.imul(k1, 0x85ebca6b) ^ Math.imul(k2, 0xc2b2ae35) ^ Math.imul(k3, 0x27d4eb2f);
    const hash = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    return hash ^ (hash >>> 13);
}
//# sourceMappingURL=word-cache.js.map