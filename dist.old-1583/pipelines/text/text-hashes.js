import { reusedInts } from './reused-ints.js';
const longestPower = 1023;
const prefixMemory = reusedInts();
const powerMemory = reusedInts();
let hashedUnits;
let hashes;
/**
 * Hashes of a text's units, good until another text is hashed; asked again for the same units it costs nothing.
 * Cost: two visits to each unit; 4 bytes for each, in memory that is used again.
 */
export function hashText(units) {
    if (hashes === undefined || hashedUnits !== units) {
        hashes = { base: textBase(units), prefixes: prefixMemory(units.length + 1), powers: powerMemory(longestPower + 1) };
        hashedUnits = units;
        fill(units, hashes);
    }
    return hashes;
}
/** The hash of [start, end). */
export function hashOf(hashes, start, end) {
    const { prefixes } = hashes;
    return ((prefixes[end] ?? 0) - Math.imul(prefixes[start] ?? 0, powerOf(hashes, end - start))) | 0;
}
/** The base to the power of `length`. */
export function powerOf({ base, powers }, length) {
    if (length <= longestPower)
        return powers[length] ?? 0;
    let power = 1;
    for (let rest = length, square = base; rest > 0; rest >>>= 1, square = Math.imul(square, square)) {
        if ((rest & 1) === 1)
            power = Math.imul(power, square);
    }
    return power;
}
/** The bits of `mask` that `hash` falls on, with every bit of the hash heard. Source: MurmurHash3's finalizer, half. */
export function slotOf(hash, mask) {
    const h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    return (h ^ (h >>> 15)) & mask;
}
function fill(units, { base, prefixes, powers }) {
    const square = Math.imul(base, base);
    const even = units.length & ~1;
    let hash = 0;
    prefixes[0] = 0;
    // Two units a turn: each turn waits for one multiplication instead of two.
    for (let i = 0; i < even; i += 2) {
        const first = units[i];
        const second = units[i + 1];
        prefixes[i + 1] = Math.imul(hash, base) + first;
        hash = (Math.imul(hash, square) + Math.imul(first, base) + second) | 0;
        prefixes[i + 2] = hash;
    }
    if (even < units.length)
        prefixes[even + 1] = Math.imul(hash, base) + units[even];
    let power = 1;
    for (let length = 0; length <= longestPower && length <= units.length; length++) {
        powers[length] = power;
        power = Math.imul(power, base);
    }
}
/** An odd number above 1 that every unit of the text has a part in: FNV-1a, over four parts side by side. */
function textBase(units) {
    const fours = units.length & ~3;
    let [a, b, c, d] = [0x811c9dc5, 0x811c9dc5, 0x811c9dc5, 0x811c9dc5];
    for (let i = 0; i < fours; i += 4) {
        a = Math.imul(a ^ units[i], fnvPrime);
        b = Math.imul(b ^ units[i + 1], fnvPrime);
        c = Math.imul(c ^ units[i + 2], fnvPrime);
        d = Math.imul(d ^ units[i + 3], fnvPrime);
    }
    for (let i = fours; i < units.length; i++)
        a = Math.imul(a ^ units[i], fnvPrime);
    let hash = a;
    for (const part of [b, c, d])
        hash = Math.imul(hash ^ part ^ (part >>> 15), fnvPrime);
    return (hash ^ (hash >>> 15)) | 5;
}
const fnvPrime = 0x01000193;
//# sourceMappingURL=text-hashes.js.map