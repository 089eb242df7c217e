/**
 * A random 32-bit number that is a function of (seed, counter) alone, so that any record's draw can be made again.
 * Source: the finalizer of MurmurHash3 (A. Appleby, public domain), applied twice.
 */
export function randomUint32(seed, counter) {
    return mix(mix(seed ^ 0x9e3779b9) + Math.imul(counter, 0x85ebca6b));
}
/** A number in [0, 1) from a string: equal strings give equal numbers on every machine. FNV-1a over code units, mixed. */
export function unitInterval(text, seed = 0) {
    let hash = 0x811c9dc5 ^ seed;
    for (let i = 0; i < text.length; i++)
        hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    return mix(hash) / 2 ** 32;
}
function mix(value) {
    let h = value | 0;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
}
//# sourceMappingURL=seeded-random.js.map