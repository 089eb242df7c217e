import { allocateInts, allocateUnits } from './slab.ts';
import { scanText } from './text-scan.ts';

/** The text's UTF-16 code units. */
export function codeUnitsOf(text: string): Uint16Array {
  const units = allocateUnits(text.length);
  // Four times as fast as a loop over charCodeAt; Node runs on little-endian machines only.
  Buffer.from(units.buffer, units.byteOffset, units.byteLength).write(text, 'utf16le');
  return units;
}

/** The code point that begins at `at`; half of a broken pair stands for itself. */
export function codePointAt(units: Uint16Array, at: number): number {
  const unit = units[at] ?? 0;
  if (unit < 0xd800 || unit > 0xdbff) return unit;
  const next = units[at + 1] ?? 0;
  return next < 0xdc00 || next > 0xdfff ? unit : ((unit - 0xd800) << 10) + (next - 0xdc00) + 0x10000;
}

/**
 * The code points in [start, end) of the units: the length that Python's `len` gives. Costs nothing per unit where the
 * text has no surrogates, which `pairsBefore` being undefined says.
 */
export function codePointLength(pairsBefore: Int32Array | undefined, start: number, end: number): number {
  if (pairsBefore === undefined) return end - start;
  return end - start - ((pairsBefore[end] ?? 0) - (pairsBefore[start] ?? 0));
}

/** For each place, the surrogate pairs that end at or before it; undefined where there is no surrogate. */
export function surrogatePairsBefore(units: Uint16Array): Int32Array | undefined {
  if (!scanText(units).surrogates) return undefined;
  const before = allocateInts(units.length + 1);
  let pairs = 0;
  let filled = 0;
  for (let i = 1; i < units.length; i++) {
    if (((units[i] as number) & 0xfc00) !== 0xdc00 || ((units[i - 1] as number) & 0xfc00) !== 0xd800) continue;
    if (pairs > 0) before.fill(pairs, filled, i + 1);
    filled = i + 1;
    pairs++;
  }
  before.fill(pairs, filled);
  return before;
}
