import type { Spans } from './span-list.ts';

/** Spans numbered by their text: equal text has equal numbers, given out from 0 in order of first appearance. */
export interface SpanNumbers {
  /** One number for each span. */
  readonly numbers: Int32Array;
  /** How many different texts there are. */
  readonly distinct: number;
}

/**
 * Numbers spans by their text. Exact: a hash only says where to look, and equal hashes are compared unit by unit.
 * Hashes start from `seed`, see {@link textSeed}. Cost: two visits to each unit of each span.
 */
export function numberSpans(units: Uint16Array, spans: Spans, seed: number): SpanNumbers {
  const count = spans.length >> 1;
  const numbers = new Int32Array(count);
  const mask = tableSize(count) - 1;
  const slots = new Int32Array(mask + 1);
  const first = new Int32Array(count);
  const hashes = new Int32Array(count);
  let distinct = 0;
  for (let k = 0; k < count; k++) {
    const start = spans[2 * k] ?? 0;
    const end = spans[2 * k + 1] ?? 0;
    const hash = hashUnits(units, start, end, seed);
    let slot = hash & mask;
    for (;;) {
      const number = (slots[slot] ?? 0) - 1;
      if (number < 0) {
        slots[slot] = ++distinct;
        first[distinct - 1] = k;
        hashes[distinct - 1] = hash;
        numbers[k] = distinct - 1;
        break;
      }
      const other = first[number] ?? 0;
      if (hashes[number] === hash && sameUnits(units, start, end, spans[2 * other] ?? 0, spans[2 * other + 1] ?? 0)) {
        numbers[k] = number;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return { numbers, distinct };
}

/** True where [start, end) and [otherStart, otherEnd) hold the same units. */
export function sameUnits(
  units: Uint16Array,
  start: number,
  end: number,
  otherStart: number,
  otherEnd: number,
): boolean {
  if (end - start !== otherEnd - otherStart) return false;
  for (let i = start, j = otherStart; i < end; i++, j++) if (units[i] !== units[j]) return false;
  return true;
}

/** An odd number made of the whole text: hashes that use it cannot be made to collide by writing a certain text. */
export function textSeed(units: Uint16Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < units.length; i++) hash = Math.imul(hash ^ (units[i] ?? 0), 0x01000193);
  return mixHash(hash) | 1;
}

/** Spreads a hash over all its bits. Source: the finalizer of MurmurHash3 (A. Appleby, public domain). */
export function mixHash(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Slots of an open-addressing table for `count` entries: a power of two, at most half full. */
export function tableSize(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(8, count * 2)));
}

function hashUnits(units: Uint16Array, start: number, end: number, seed: number): number {
  let hash = seed;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (units[i] ?? 0), seed) ^ (hash >>> 15);
  return mixHash(hash);
}
