import { codePointLength } from './code-units.ts';
import { emptySlots, reusedInts } from './reused-ints.ts';
import { numberSpans } from './span-numbers.ts';
import { hashOf, hashText, powerOf, slotOf, type TextHashes } from './text-hashes.ts';
import type { TextView } from './text-view.ts';

/** Characters (code points) in n-grams of words. */
export interface GramCharacters {
  /** For each n from 2 on: those that the most frequent n-gram covers, its inner spaces counted each time. */
  readonly top: readonly number[];
  /** For each n asked for: those in n-grams seen before; behind such an n-gram the search goes on. */
  readonly repeated: readonly number[];
}

/** A text's words by number, by length, by place, and the hash of all words before each, run together. */
interface CountedWords {
  readonly view: TextView;
  readonly hashes: TextHashes;
  readonly count: number;
  readonly numbers: Int32Array;
  readonly lengths: Int32Array;
  /** Units in the words before each word. */
  readonly starts: Int32Array;
  readonly prefixes: Int32Array;
}

const lengthMemory = reusedInts();
const startMemory = reusedInts();
const prefixMemory = reusedInts();
const gramMemory = [reusedInts(), reusedInts()];
const pairMemory = reusedInts();

/**
 * Measures n-grams of a view's words: the most frequent for n from 2 to `largestTop`, the repeated for each n of
 * `repeated`. Exact: a hash only says where to look; equality is decided by word numbers and, between words cut
 * otherwise, by units. Cost: about 10 ns for each word and n.
 */
export function measureGrams(view: TextView, largestTop: number, repeated: readonly number[]): GramCharacters {
  const words = countWords(view);
  return {
    top: topCharacters(words, largestTop),
    repeated: repeated.map((n) => repeatedCharacters(words, n)),
  };
}

function countWords(view: TextView): CountedWords {
  const { codeUnits, wordSpans, pairsBefore } = view;
  const count = wordSpans.length >> 1;
  const hashes = hashText(codeUnits);
  const { numbers } = numberSpans(codeUnits, wordSpans);
  const lengths = lengthMemory(count);
  const starts = startMemory(count + 1);
  const prefixes = prefixMemory(count + 1);
  let units = 0;
  let hash = 0;
  starts[0] = 0;
  prefixes[0] = 0;
  for (let k = 0; k < count; k++) {
    const start = wordSpans[2 * k] ?? 0;
    const end = wordSpans[2 * k + 1] ?? 0;
    lengths[k] = codePointLength(pairsBefore, start, end);
    units += end - start;
    hash = (Math.imul(hash, powerOf(hashes, end - start)) + hashOf(hashes, start, end)) | 0;
    starts[k + 1] = units;
    prefixes[k + 1] = hash;
  }
  return { view, hashes, count, numbers, lengths, starts, prefixes };
}

/** An n-gram is found as the pair of its first n - 1 words and its last, so the numbers of pairs are enough. */
function topCharacters({ numbers, lengths, count }: CountedWords, largest: number): number[] {
  const tops: number[] = [];
  let shorter = numbers;
  for (let n = 2; n <= largest; n++) {
    const longer = gramMemory[n % 2]?.(Math.max(0, count - n + 1)) ?? new Int32Array(0);
    const top = numberPairs(shorter, numbers.subarray(n - 1), longer);
    let characters = n - 1;
    for (let k = top.first; k < top.first + n; k++) characters += lengths[k] ?? 0;
    tops.push(top.count * characters);
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
  const pairs = pairMemory(numbers.length * 4);
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
  let count = 0;
  let first = 0;
  for (let pair = 0; pair < distinct; pair++) {
    const appearances = pairs[4 * pair + 3] ?? 0;
    if (appearances <= count) continue;
    count = appearances;
    first = pairs[4 * pair + 2] ?? 0;
  }
  return { count, first };
}

function repeatedCharacters(words: CountedWords, n: number): number {
  const { lengths, starts, prefixes, hashes, count } = words;
  const grams = count - n + 1;
  if (grams < 2) return 0;
  const slots = emptySlots(grams);
  const mask = slots.length - 1;
  let characters = 0;
  for (let i = 0; i < grams; ) {
    const units = (starts[i + n] ?? 0) - (starts[i] ?? 0);
    const hash = (prefixes[i + n] ?? 0) - Math.imul(prefixes[i] ?? 0, powerOf(hashes, units));
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
