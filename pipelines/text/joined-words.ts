import { codePointLength } from './code-units.ts';
import { reusedInts, reusedUnits } from './reused-ints.ts';
import { numberSpans } from './span-numbers.ts';
import { hashText, powerOf, type TextHashes } from './text-hashes.ts';
import type { TextView } from './text-view.ts';

/** A text's words by number, by length, and run together. Good until the words of another text are joined. */
export interface JoinedWords {
  readonly count: number;
  /** Equal words have equal numbers, given out from 0. */
  readonly numbers: Int32Array;
  readonly distinct: number;
  /** Code points of each word. */
  readonly lengths: Int32Array;
  /** The words without anything between them, and where each begins; one more entry for the end. */
  readonly units: Uint16Array;
  readonly starts: Int32Array;
  /** Hash of the joined units before each place. */
  readonly prefixes: Int32Array;
  readonly hashes: TextHashes;
}

const lengthMemory = reusedInts();
const startMemory = reusedInts();
const prefixMemory = reusedInts();
const unitMemory = reusedUnits();

/** Joins a view's words. Cost: about 1.5 ns for each unit, 10 ns for each word. */
export function joinWords({ codeUnits, wordSpans, pairsBefore }: TextView): JoinedWords {
  const count = wordSpans.length >> 1;
  const { numbers, distinct } = numberSpans(codeUnits, wordSpans);
  const hashes = hashText(codeUnits);
  const { base } = hashes;
  const lengths = lengthMemory(count);
  const starts = startMemory(count + 1);
  const prefixes = prefixMemory(codeUnits.length + 1);
  const units = unitMemory(codeUnits.length);
  let joined = 0;
  let hash = 0;
  prefixes[0] = 0;
  for (let k = 0; k < count; k++) {
    const start = wordSpans[2 * k] ?? 0;
    const end = wordSpans[2 * k + 1] ?? 0;
    lengths[k] = codePointLength(pairsBefore, start, end);
    starts[k] = joined;
    for (let i = start; i < end; i++) {
      const unit = codeUnits[i] ?? 0;
      units[joined++] = unit;
      hash = (Math.imul(hash, base) + unit) | 0;
      prefixes[joined] = hash;
    }
  }
  starts[count] = joined;
  return { count, numbers, distinct, lengths, units, starts, prefixes, hashes };
}

/** The hash of the joined units [start, end). */
export function joinedHash({ prefixes, hashes }: JoinedWords, start: number, end: number): number {
  return ((prefixes[end] ?? 0) - Math.imul(prefixes[start] ?? 0, powerOf(hashes, end - start))) | 0;
}
