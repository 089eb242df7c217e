/** Bits of a hash. */
export const hashBits = 64;
/** Bits of the longest band: a key of it is one number. */
const mostBandBits = 32;
/**
 * Bands such that any two hashes within `maxDistance` bits of each other are near in at least one of them.
 *
 * Of m bands, one differs in at most ⌊d / m⌋ bits; and all but the first (d mod m) + 1 may be held to one bit less,
 * since otherwise the differences add up to more than d. How many bands cost least hangs on the hashes: few long bands
 * must be looked up with many flips, many short ones find too much that is not near. Bits that are nearly always equal,
 * as those of plain margins are, tell little; they are dealt out evenly over the bands.
 *
 * M. Norouzi, A. Punjani, D. Fleet, Fast Search in Hamming Space with Multi-Index Hashing, 2012, arXiv:1307.2982.
 */
export function planBands(hashes, maxDistance) {
    const agreements = bitAgreements(hashes);
    const bits = Uint8Array.from(agreements.keys()).sort((a, b) => (agreements[a] ?? 0) - (agreements[b] ?? 0) || a - b);
    let best = { cost: Number.POSITIVE_INFINITY, shares: [[...bits]], radii: [0] };
    for (let count = Math.ceil(hashBits / mostBandBits); count <= Math.max(2, maxDistance + 1); count++) {
        const shares = dealt(bits, count);
        const radii = shares.map((_, band) => radiusOf(band, count, maxDistance));
        const cost = shares.reduce((sum, share, band) => {
            const met = share.reduce((product, bit) => product * (agreements[bit] ?? 1), hashes.length);
            return sum + flipCount(share.length, radii[band] ?? 0) * (1 + 2 * met);
        }, 0);
        if (cost < best.cost)
            best = { cost, shares, radii };
    }
    return toPlan(best.shares, best.radii);
}
/** A negative radius: the band is not needed. */
function radiusOf(band, bands, distance) {
    const least = Math.floor(distance / bands);
    return band <= distance - bands * least ? least : least - 1;
}
/** For each bit the probability that two hashes agree in it. */
function bitAgreements(hashes) {
    const ones = new Float64Array(hashBits);
    const halves = new Uint32Array(hashes.buffer, hashes.byteOffset, 2 * hashes.length);
    for (let i = 0; i < halves.length; i++) {
        const first = (i & 1) * 32;
        for (let rest = halves[i] ?? 0; rest !== 0; rest &= rest - 1) {
            const bit = first + 31 - Math.clz32(rest & -rest);
            ones[bit] = (ones[bit] ?? 0) + 1;
        }
    }
    return ones.map((count) => {
        const share = count / Math.max(1, hashes.length);
        return share * share + (1 - share) * (1 - share);
    });
}
function dealt(bits, count) {
    const shares = Array.from({ length: count }, () => []);
    for (const [i, bit] of bits.entries())
        shares[i % count]?.push(bit);
    return shares;
}
function flipCount(bits, radius) {
    let ways = 1;
    let sum = radius < 0 ? 0 : 1;
    for (let k = 1; k <= radius; k++) {
        ways = (ways * (bits - k + 1)) / k;
        sum += ways;
    }
    return sum;
}
function toPlan(shares, radii) {
    const bands = [];
    let shift = 0;
    for (const [band, { length }] of shares.entries()) {
        const radius = radii[band] ?? 0;
        if (radius >= 0)
            bands.push({ shift, bits: length, flips: flipsWithin(length, radius) });
        shift += length;
    }
    return { order: Uint8Array.from(shares.flat()), bands };
}
/** All numbers of `bits` bits with at most `radius` ones, fewer ones first. */
function flipsWithin(bits, radius) {
    const all = [0];
    let begin = 0;
    for (let ones = 1; ones <= radius; ones++) {
        const end = all.length;
        for (let i = begin; i < end; i++) {
            const flip = all[i] ?? 0;
            const next = flip === 0 ? 0 : 32 - Math.clz32(flip);
            for (let bit = next; bit < bits; bit++)
                all.push((flip | (1 << bit)) >>> 0);
        }
        begin = end;
    }
    return Uint32Array.from(all);
}
//# sourceMappingURL=hamming-bands.js.map