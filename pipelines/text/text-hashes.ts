import { reusedInts } from './reused-ints.ts';

/**
 * Polynomial hashes, modulo 2 to the 32nd, of every part of a text, each in constant time.
 * The base comes from the text itself, so that no text can be written whose parts collide on purpose.
 */
export interface TextHashes {
  readonly base: number;
  /** Hash of the units before each place. */
  readonly prefixes: Int32Array;
  /** The base to the power of each length up to {@link longestPower}. */
  readonly powers: Int32Array;
}

const longestPower = 1023;
const prefixMemory = reusedInts();
const powerMemory = reusedInts();
let hashedUnits: Uint16Array | undefined;
let hashes: TextHashes | undefined;

/**
 * Hashes of a text's units, good until another text is hashed; asked again for the same units it costs nothing.
 * Cost: two visits to each unit; 4 bytes for each, in memory that is used again.
 */
export function hashText(units: Uint16Array): TextHashes {
  if (hashes === undefined || hashedUnits !== units) {
    hashes = { base: textBase(units), prefixes: prefixMemory(units.length + 1), powers: powerMemory(longestPower + 1) };
    hashedUnits = units;
    fill(units, hashes);
  }
  return hashes;
}

/** The hash of [start, end). */
export function hashOf(hashes: TextHashes, start: number, end: number): number {
  const { prefixes } = hashes;
  return ((prefixes[end] ?? 0) - Math.imul(prefixes[start] ?? 0, powerOf(hashes, end - start))) | 0;
}

/** The base to the power of `length`. */
export function powerOf({ base, powers }: TextHashes, length: number): number {
  if (length <= longestPower) return powers[length] ?? 0;
  let power = 1;
  for (let rest = length, square = base; rest > 0; rest >>>= 1, square = Math.imul(square, square)) {
    if ((rest & 1) === 1) power = Math.imul(power, square);
  }
  return power;
}

/** The bits of `mask` that `hash` falls on, with every bit of the hash heard. Source: MurmurHash3's finalizer, half. */
export function slotOf(hash: number, mask: number): number {
  const h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 15)) & mask;
}

function fill(units: Uint16Array, { base, prefixes, powers }: TextHashes): void {
  const square = Math.imul(base, base);
  const even = units.length & ~1;
  let hash = 0;
  prefixes[0] = 0;
  // Two units a turn: each turn waits for one multiplication instead of two.
  for (let i = 0; i < even; i += 2) {
    const first = units[i] as number;
    const second = units[i + 1] as number;
    prefixes[i + 1] = Math.imul(hash, base) + first;
    hash = (Math.imul(hash, square) + Math.imul(first, base) + second) | 0;
    prefixes[i + 2] = hash;
  }
  if (even < units.length) prefixes[even + 1] = Math.imul(hash, base) + (units[even] as number);
  let power = 1;
  for (let length = 0; length <= longestPower && length <= units.length; length++) {
    powers[length] = power;
    power = Math.imul(power, base);
  }
}

/** An odd number above 1 that every unit of the text has a part in: FNV-1a, over four parts side by side. */
function textBase(units: Uint16Array): number {
  const fours = units.length & ~3;
  let [a, b, c, d] = [0x811c9dc5, 0x811c9dc5, 0x811c9dc5, 0x811c9dc5];
  for (let i = 0; i < fours; i += 4) {
    a = Math.imul(a ^ (units[i] as number), fnvPrime);
    b = Math.imul(b ^ (units[i + 1] as number), fnvPrime);
    c = Math.imul(c ^ (units[i + 2] as number), fnvPrime);
    d = Math.imul(d ^ (units[i + 3] as number), fnvPrime);
  }
  for (let i = fours; i < units.length; i++) a = Math.imul(a ^ (units[i] as number), fnvPrime);
  let hash = a;
  for (const part of [b, c, d]) hash = Math.imul(hash ^ part ^ (part >>> 15), fnvPrime);
  return (hash ^ (hash >>> 15)) | 5;
}

const fnvPrime = 0x01000193;
