import { hashBits } from './hamming-bands.js';
/** Largest distance that hashes are searched within: at a quarter of the bits, most pairs are strangers. */
export const mostDistance = 16;
/**
 * An index of 64-bit hashes that grows. An entry is found through the bands of `plan`, not by looking at all.
 * Memory: 8 bytes, and 4 to 12 for each band, for each of `capacity` entries.
 */
export function openHammingIndex(capacity, maxDistance, plan) {
    const chains = plan.bands.map((band, position) => openChains(band, capacity, position));
    const reorder = openReordering(plan.order);
    const stride = firstLink + chains.length;
    const records = new Uint32Array(capacity * stride);
    let entries = 0;
    const nearest = (hash) => {
        const [low, high] = reorder(hash);
        let best = -1;
        let bestDistance = maxDistance + 1;
        for (const { band, slotOf, heads, link } of chains) {
            const key = keyOf(band, low, high);
            for (let i = 0; i < band.flips.length; i++) {
                let entry = heads[slotOf(key ^ band.flips[i])] - 1;
                while (entry >= 0) {
                    const at = entry * stride;
                    const distance = ones(low ^ records[at]) + ones(high ^ records[at + 1]);
                    if (distance < bestDistance || (distance === bestDistance && best >= 0 && entry < best)) {
                        best = entry;
                        bestDistance = distance;
                    }
                    entry = records[at + link] - 1;
                }
                if (bestDistance === 0)
                    return { entry: best, distance: 0 };
            }
        }
        return best < 0 ? undefined : { entry: best, distance: bestDistance };
    };
    const add = (hash) => {
        if (entries === capacity)
            throw new RangeError(`an index of ${capacity} entries is full`);
        const [low, high] = reorder(hash);
        const at = entries * stride;
        records[at] = low;
        records[at + 1] = high;
        entries++;
        for (const { band, slotOf, heads, link } of chains) {
            const slot = slotOf(keyOf(band, low, high));
            records[at + link] = heads[slot] ?? 0;
            heads[slot] = entries;
        }
    };
    return { nearest, add };
}
/** Of an entry's record: after the hash's two halves comes for each band the entry that was in its slot before. */
const firstLink = 2;
function openChains(band, capacity, position) {
    const slotBits = Math.min(band.bits, Math.max(1, Math.ceil(Math.log2(capacity + 1)) + 1), 24);
    const shift = 32 - slotBits;
    const slotOf = slotBits === band.bits ? (key) => key >>> 0 : (key) => Math.imul(key, 0x9e3779b1) >>> shift;
    return { band, slotOf, heads: new Uint32Array(2 ** slotBits), link: firstLink + position };
}
function keyOf({ shift, bits }, low, high) {
    const mask = bits === 32 ? 0xffffffff : (1 << bits) - 1;
    if (shift >= 32)
        return (high >>> (shift - 32)) & mask;
    return (shift === 0 ? low : (low >>> shift) | (high << (32 - shift))) & mask;
}
function ones(bits) {
    let sum = bits - ((bits >>> 1) & 0x55555555);
    sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
    return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
/** Puts bits in the plan's order, a byte at a time, and gives the two halves. Distances stay what they were. */
function openReordering(order) {
    const tables = new Uint32Array((hashBits / 8) * 256 * 2);
    for (const [to, from] of order.entries()) {
        for (let value = 0; value < 256; value++) {
            if (((value >>> (from & 7)) & 1) === 0)
                continue;
            const at = ((from >>> 3) * 256 + value) * 2 + (to >>> 5);
            tables[at] = ((tables[at] ?? 0) | (1 << (to & 31))) >>> 0;
        }
    }
    const word = new BigUint64Array(1);
    const bytes = new DataView(word.buffer);
    return (hash) => {
        bytes.setBigUint64(0, hash, true);
        let low = 0;
        let high = 0;
        for (let k = 0; k < 8; k++) {
            const at = (k * 256 + bytes.getUint8(k)) * 2;
            low |= tables[at];
            high |= tables[at + 1];
        }
        return [low >>> 0, high >>> 0];
    };
}
//# sourceMappingURL=hamming-index.js.map