import { allocateInts } from './slab.ts';

/**
 * Polynomial hashes, modulo 2 to the 32nd, of every part of a text, each in constant time.
 * The base comes from the text itself, so that no text can be written whose parts collide on purpose.
 */
export interface TextHashes {
  /** Hash of the units before each place. */
  readonly prefixes: Int32Array;
  /** The base to the power of each length. */
  readonly powers: Int32Array;
}

/** Hashes of a text's units. Cost: two visits to each unit; 8 bytes for each. */
export function hashText(units: Uint16Array): TextHashes {
  const base = textBase(units);
  const prefixes = allocateInts(units.length + 1);
  const powers = allocateInts(units.length + 1);
  powers[0] = 1;
  let hash = 0;
  let power = 1;
  for (let i = 0; i < units.length; i++) {
    hash = (Math.imul(hash, base) + (units[i] ?? 0)) | 0;
    power = Math.imul(power, base);
    prefixes[i + 1] = hash;
    powers[i + 1] = power;
  }
  return { prefixes, powers };
}

/** The hash of [start, end). */
export function hashOf({ prefixes, powers }: TextHashes, start: number, end: number): number {
  return ((prefixes[end] ?? 0) - Math.imul(prefixes[start] ?? 0, powers[end - start] ?? 0)) | 0;
}

/** The bits of `mask` that `hash` falls on, with every bit of the hash heard. Source: MurmurHash3's finalizer, half. */
export function slotOf(hash: number, mask: number): number {
  const h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 15)) & mask;
}

/** An odd number above 1 that every unit of the text has a part in: FNV-1a. */
function textBase(units: Uint16Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < units.length; i++) hash = Math.imul(hash ^ (units[i] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) | 5;
}
