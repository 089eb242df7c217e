/** A part of a whole; 0 where there is no whole. */
export function ratio(part, whole) {
    return whole === 0 ? 0 : part / whole;
}
//# sourceMappingURL=ratio.js.map