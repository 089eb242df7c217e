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
  let hash = 0;
  prefixes[0] = 0;
  for (let i = 0; i < units.length; i++) {
    hash = (Math.imul(hash, base) + (units[i] ?? 0)) | 0;
    prefixes[i + 1] = hash;
  }
  let power = 1;
  for (let length = 0; length <= longestPower; length++) {
    powers[length] = power;
    power = Math.imul(power, base);
  }
}

/** An odd number above 1 that every unit of the text has a part in: FNV-1a. */
function textBase(units: Uint16Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < units.length; i++) hash = Math.imul(hash ^ (units[i] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) | 5;
}
