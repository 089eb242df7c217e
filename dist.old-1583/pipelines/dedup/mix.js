/** A one-to-one scrambling of 32-bit numbers: C. Wellons's `lowbias32` (public domain). */
export function mix(value) {
    let h = value | 0;
    h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
    h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
    return (h ^ (h >>> 16)) >>> 0;
}
//# sourceMappingURL=mix.js.map