import { codePointLength } from './code-units.ts';
import { reusedInts } from './reused-ints.ts';
import type { Spans } from './span-list.ts';
import { numberSpans } from './span-numbers.ts';
import { hashText, powerOf, type TextHashes } from './text-hashes.ts';
import type { TextView } from './text-view.ts';

/**
 * A text's words by number, by length, and run together: one after the other, without anything between them. Good until the
 * words of another text are joined.
 */
export interface JoinedWords {
  readonly count: number;
  /** Equal words have equal numbers, given out from 0. */
  readonly numbers: Int32Array;
  readonly distinct: number;
  /** Code points of each word. */
  readonly lengths: Int32Array;
  readonly codeUnits: Uint16Array;
  readonly spans: Spans;
  /** The joined units before each word; one more entry for the end. */
  readonly starts: Int32Array;
  /** The hash of the joined units before each word; one more entry for the end. */
  readonly prefixes: Int32Array;
  readonly hashes: TextHashes;
}

const lengthMemory = reusedInts();
const startMemory = reusedInts();
const prefixMemory = reusedInts();

/** Joins a view's words. Cost: about 15 ns for each word. */
export function joinWords({ codeUnits, wordSpans: spans, pairsBefore }: TextView): JoinedWords {
  const count = spans.length >> 1;
  const { numbers, distinct } = numberSpans(codeUnits, spans);
  const hashes = hashText(codeUnits);
  const { prefixes: before } = hashes;
  const lengths = lengthMemory(count);
  const starts = startMemory(count + 1);
  const prefixes = prefixMemory(count + 1);
  let joined = 0;
  let hash = 0;
  for (let k = 0; k < count; k++) {
    const start = spans[2 * k] as number;
    const end = spans[2 * k + 1] as number;
    lengths[k] = codePointLength(pairsBefore, start, end);
    starts[k] = joined;
    prefixes[k] = hash;
    joined += end - start;
    hash = (Math.imul(hash - (before[start] as number), powerOf(hashes, end - start)) + (before[end] as number)) | 0;
  }
  starts[count] = joined;
  prefixes[count] = hash;
  return { count, numbers, distinct, lengths, codeUnits, spans, starts, prefixes, hashes };
}

/** The hash of the words [from, to) run together. */
export function joinedHash({ prefixes, starts, hashes }: JoinedWords, from: number, to: number): number {
  const units = (starts[to] as number) - (starts[from] as number);
  return ((prefixes[to] as number) - Math.imul(prefixes[from] as number, powerOf(hashes, units))) | 0;
}

/**
 * The hash of the first `units` joined units from word `from` on, which end in word `last` or with it:
 * `starts[last]` < `starts[from] + units` ≤ `starts[last + 1]`.
 */
export function joinedStartHash(words: JoinedWords, from: number, units: number, last: number): number {
  const { prefixes, starts, spans, hashes } = words;
  const inLast = (starts[from] as number) + units - (starts[last] as number);
  const start = spans[2 * last] as number;
  const before = hashes.prefixes;
  const gap = (prefixes[last] as number) - (before[start] as number);
  const end = Math.imul(gap, powerOf(hashes, inLast)) + (before[start + inLast] as number);
  return (end - Math.imul(prefixes[from] as number, powerOf(hashes, units))) | 0;
}

/** True where the `n` words from `a` and from `b` are the same when run together. */
export function sameJoined(words: JoinedWords, a: number, b: number, n: number): boolean {
  const { numbers, starts } = words;
  let same = 0;
  while (same < n && numbers[a + same] === numbers[b + same]) same++;
  if (same === n) return true;
  const units = (starts[a + n] as number) - (starts[a] as number);
  return units === (starts[b + n] as number) - (starts[b] as number) && sameUnits(words, a, b, units);
}

/** The same of the first `units` joined units, which may be split into words otherwise. */
function sameUnits({ codeUnits, spans }: JoinedWords, a: number, b: number, units: number): boolean {
  let [i, iEnd] = [spans[2 * a] as number, spans[2 * a + 1] as number];
  let [j, jEnd] = [spans[2 * b] as number, spans[2 * b + 1] as number];
  let [nextA, nextB] = [a + 1, b + 1];
  for (let left = units; left > 0; left--) {
    if (i === iEnd) [i, iEnd] = [spans[2 * nextA] as number, spans[2 * nextA++ + 1] as number];
    if (j === jEnd) [j, jEnd] = [spans[2 * nextB] as number, spans[2 * nextB++ + 1] as number];
    if (codeUnits[i++] !== codeUnits[j++]) return false;
  }
  return true;
}
