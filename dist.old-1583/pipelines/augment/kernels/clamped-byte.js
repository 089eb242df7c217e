/** A number as the byte that `.clamp(0, 255).to(uint8)` makes of it: cut, not rounded. */
export function clampedByte(value) {
    return Math.trunc(Math.min(Math.max(value, 0), 255));
}
//# sourceMappingURL=clamped-byte.js.map