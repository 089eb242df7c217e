import { philox } from './philox.js';
/**
 * The numbers that `operation` draws on a record in an epoch. Equal for every thread, batch and machine; independent
 * for other records, epochs, operations and seeds: seed and epoch are words of the generator's counter, the id is hashed
 * to its key of 64 bits, the operation to 32 bits of the counter. Costs some tens of nanoseconds a number.
 */
export function openDraws({ seed, recordId, epoch }, operation) {
    const key = [hash(recordId, 0), hash(recordId, 0x3c6ef372)];
    const counter = [0, epoch | 0, seed | 0, hash(operation, 0)];
    const block = new Uint32Array(4);
    let used = 4;
    let spare = Number.NaN;
    const unit = () => {
        if (used === 4) {
            philox(counter, key, block);
            counter[0]++;
            used = 0;
        }
        return (block[used++] ?? 0) / 2 ** 32;
    };
    return {
        unit,
        uniform: (from, to) => from + (to - from) * unit(),
        integer: (from, to) => from + Math.floor((to - from) * unit()),
        normal: () => {
            if (!Number.isNaN(spare)) {
                const value = spare;
                spare = Number.NaN;
                return value;
            }
            // Box and Muller; 1 - u lies in (0, 1], where the logarithm is finite.
            const radius = Math.sqrt(-2 * Math.log(1 - unit()));
            const angle = 2 * Math.PI * unit();
            spare = radius * Math.sin(angle);
            return radius * Math.cos(angle);
        },
    };
}
/** The name that the draws of a step go by: its place in the list and its kind. */
export function operationKey(index, name) {
    return `${index} ${name}`;
}
// MurmurHash3_x86_32 over UTF-16 code units, two to a block (A. Appleby, public domain).
function hash(text, seed) {
    let h = seed | 0;
    for (let i = 0; i < text.length; i += 2) {
        const pair = text.charCodeAt(i) | (i + 1 < text.length ? text.charCodeAt(i + 1) << 16 : 0);
        const k = Math.imul(pair, 0xcc9e2d51);
        h ^= Math.imul((k << 15) | (k >>> 17), 0x1b873593);
        h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
    }
    h ^= text.length * 2;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
}
//# sourceMappingURL=draws.js.map