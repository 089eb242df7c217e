import { codePointLength } from './code-units.ts';
import { emptySlots, reusedInts } from './reused-ints.ts';
import { allocateInts } from './slab.ts';
import { numberSpans } from './span-numbers.ts';
import { hashOf, slotOf } from './text-hashes.ts';
import type { TextView } from './text-view.ts';

const foundPairs = reusedInts();

/** What n-grams of words are measured by. Exact; lengths are in code points. */
export interface WordGrams {
  /** For n from 2 to `largest`: characters that the most frequent n-gram covers, its inner spaces counted each time. */
  readonly topCharacters: (largest: number) => readonly number[];
  /** Characters in n-grams seen before; after such an n-gram the search goes on behind it. */
  readonly repeatedCharacters: (n: number) => number;
}

/** A view's words: their numbers by text, their lengths, and a hash of all words before each, run together. */
interface CountedWords {
  readonly view: TextView;
  readonly numbers: Int32Array;
  readonly lengths: Int32Array;
  /** Units in the words before each word. */
  readonly starts: Int32Array;
  readonly prefixes: Int32Array;
}

/**
 * N-grams of a view's words. A hash only says where to look; equality is decided by word numbers, which are exact.
 * Cost: about 10 ns for each word and n; memory about 36 bytes for each word.
 */
export function wordGrams(view: TextView): WordGrams {
  const { codeUnits, wordSpans, pairsBefore, hashes } = view;
  const { numbers } = numberSpans(codeUnits, hashes, wordSpans);
  const lengths = allocateInts(numbers.length);
  const starts = allocateInts(numbers.length + 1);
  const prefixes = allocateInts(numbers.length + 1);
  for (let k = 0; k < numbers.length; k++) {
    const start = wordSpans[2 * k] ?? 0;
    const end = wordSpans[2 * k + 1] ?? 0;
    lengths[k] = codePointLength(pairsBefore, start, end);
    starts[k + 1] = (starts[k] ?? 0) + end - start;
    prefixes[k + 1] = (Math.imul(prefixes[k] ?? 0, hashes.powers[end - start] ?? 0) + hashOf(hashes, start, end)) | 0;
  }
  const words = { view, numbers, lengths, starts, prefixes };
  return {
    topCharacters: (largest) => topCharacters(words, largest),
    repeatedCharacters: (n) => repeatedCharacters(words, n),
  };
}

/** An n-gram is found as the pair of its first n - 1 words and its last, so the numbers of pairs are enough. */
function topCharacters({ numbers, lengths }: CountedWords, largest: number): number[] {
  const tops: number[] = [];
  let shorter = numbers;
  for (let n = 2; n <= largest; n++) {
    const grams = Math.max(0, numbers.length - n + 1);
    const longer = allocateInts(grams);
    const { count, first } = numberPairs(shorter, numbers.subarray(n - 1), longer);
    let characters = n - 1;
    for (let k = first; k < first + n; k++) characters += lengths[k] ?? 0;
    tops.push(count * characters);
    shorter = longer;
  }
  return tops;
}

/**
 * Numbers the pairs (left[i], right[i]) from 0 in order of first appearance, one for each entry of `numbers`.
 * Returns how often the most frequent pair appears and where first; of equally frequent pairs the first to appear.
 */
function numberPairs(left: Int32Array, right: Int32Array, numbers: Int32Array): { count: number; first: number } {
  const slots = emptySlots(numbers.length);
  const mask = slots.length - 1;
  const pairs = foundPairs(numbers.length * 4);
  let distinct = 0;
  for (let i = 0; i < numbers.length; i++) {
    const a = left[i] ?? 0;
    const b = right[i] ?? 0;
    let slot = slotOf(Math.imul(a, 0x9e3779b1) + b, mask);
    let pair = (slots[slot] ?? 0) - 1;
    while (pair >= 0 && (pairs[4 * pair] !== a || pairs[4 * pair + 1] !== b)) {
      slot = (slot + 1) & mask;
      pair = (slots[slot] ?? 0) - 1;
    }
    if (pair < 0) {
      pair = distinct++;
      slots[slot] = distinct;
      pairs[4 * pair] = a;
      pairs[4 * pair + 1] = b;
      pairs[4 * pair + 2] = i;
      pairs[4 * pair + 3] = 0;
    }
    pairs[4 * pair + 3] = (pairs[4 * pair + 3] ?? 0) + 1;
    numbers[i] = pair;
  }
  let top = { count: 0, first: 0 };
  for (let pair = 0; pair < distinct; pair++) {
    const count = pairs[4 * pair + 3] ?? 0;
    if (count > top.count) top = { count, first: pairs[4 * pair + 2] ?? 0 };
  }
  return top;
}

function repeatedCharacters(words: CountedWords, n: number): number {
  const { lengths, starts, prefixes, view } = words;
  const { powers } = view.hashes;
  const grams = lengths.length - n + 1;
  if (grams < 2) return 0;
  const slots = emptySlots(grams);
  const mask = slots.length - 1;
  let characters = 0;
  for (let i = 0; i < grams; ) {
    const units = (starts[i + n] ?? 0) - (starts[i] ?? 0);
    const hash = (prefixes[i + n] ?? 0) - Math.imul(prefixes[i] ?? 0, powers[units] ?? 0);
    let slot = slotOf(hash, mask);
    let seen = (slots[slot] ?? 0) - 1;
    while (seen >= 0 && !sameGram(words, seen, i, n)) {
      slot = (slot + 1) & mask;
      seen = (slots[slot] ?? 0) - 1;
    }
    if (seen < 0) {
      slots[slot] = i + 1;
      i++;
      continue;
    }
    for (let k = i; k < i + n; k++) characters += lengths[k] ?? 0;
    i += n;
  }
  return characters;
}

/**
 * True where the n words from `a` and from `b` are the same when run together: `1 11` is `11 1`, as it is for
 * datatrove. The words are only compared by unit where their numbers differ and their lengths agree.
 */
function sameGram({ numbers, starts, view }: CountedWords, a: number, b: number, n: number): boolean {
  const units = (starts[a + n] ?? 0) - (starts[a] ?? 0);
  if (units !== (starts[b + n] ?? 0) - (starts[b] ?? 0)) return false;
  let same = 0;
  while (same < n && numbers[a + same] === numbers[b + same]) same++;
  if (same === n) return true;
  const { codeUnits, wordSpans } = view;
  let left = a + same;
  let right = b + same;
  let i = wordSpans[2 * left] ?? 0;
  let j = wordSpans[2 * right] ?? 0;
  for (;;) {
    if (i === wordSpans[2 * left + 1]) {
      if (++left === a + n) return true;
      i = wordSpans[2 * left] ?? 0;
    }
    if (j === wordSpans[2 * right + 1]) j = wordSpans[2 * ++right] ?? 0;
    if (codeUnits[i++] !== codeUnits[j++]) return false;
  }
}
