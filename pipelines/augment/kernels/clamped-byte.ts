/** A number as the byte that `.clamp(0, 255).to(uint8)` makes of it: cut, not rounded. */
export function clampedByte(value: number): number {
  return Math.trunc(Math.min(Math.max(value, 0), 255));
}
