import { codePointLength } from './code-units.ts';
import { mixHash, numberSpans, sameUnits, tableSize, textSeed } from './span-numbers.ts';
import type { TextView } from './text-view.ts';

/** A text's words packed without anything between them, and what n-grams are compared by. */
export interface WordGrams {
  /** Words in the text. */
  readonly words: number;
  /** For n from 2 to `largest`: characters that the most frequent n-gram covers, its inner spaces counted each time. */
  readonly topCharacters: (largest: number) => readonly number[];
  /** Characters in n-grams seen before; after such an n-gram the search goes on behind it. */
  readonly repeatedCharacters: (n: number) => number;
}

/**
 * N-grams of a view's words. Exact: hashes only say where to look. The most frequent n-gram is found by numbering
 * pairs (an n-gram is a pair of its first n - 1 words and its last); repeated n-grams are compared unit by unit.
 * Lengths are in code points. Cost: about 10 ns for each word and n; memory about 28 bytes for each code unit.
 */
export function wordGrams(view: TextView): WordGrams {
  const { codeUnits, wordSpans, pairsBefore } = view;
  const seed = textSeed(codeUnits);
  const words = wordSpans.length >> 1;
  const lengths = new Int32Array(words);
  for (let k = 0; k < words; k++) {
    lengths[k] = codePointLength(pairsBefore, wordSpans[2 * k] ?? 0, wordSpans[2 * k + 1] ?? 0);
  }
  return {
    words,
    topCharacters: (largest) => topCharacters(numberSpans(codeUnits, wordSpans, seed).numbers, lengths, seed, largest),
    repeatedCharacters: repeatedGrams(pack(codeUnits, wordSpans, seed), lengths),
  };
}

function topCharacters(words: Int32Array, lengths: Int32Array, seed: number, largest: number): number[] {
  const tops: number[] = [];
  let shorter = words;
  for (let n = 2; n <= largest; n++) {
    const grams = Math.max(0, words.length - n + 1);
    const pairs = numberPairs(shorter, words.subarray(n - 1), grams, seed);
    let top = -1;
    for (let number = 0; number < pairs.distinct; number++) {
      if (top < 0 || (pairs.counts[number] ?? 0) > (pairs.counts[top] ?? 0)) top = number;
    }
    let characters = top < 0 ? 0 : n - 1;
    for (let i = 0; top >= 0 && i < n; i++) characters += lengths[(pairs.first[top] ?? 0) + i] ?? 0;
    tops.push(characters * (top < 0 ? 0 : (pairs.counts[top] ?? 0)));
    shorter = pairs.numbers;
  }
  return tops;
}

interface PairNumbers {
  readonly numbers: Int32Array;
  readonly distinct: number;
  /** For each number, how often it appears and where first. */
  readonly counts: Int32Array;
  readonly first: Int32Array;
}

/** Numbers the pairs (left[i], right[i]) from 0 in order of first appearance. */
function numberPairs(left: Int32Array, right: Int32Array, count: number, seed: number): PairNumbers {
  const mask = tableSize(count) - 1;
  const slots = new Int32Array(mask + 1);
  const numbers = new Int32Array(count);
  const counts = new Int32Array(count);
  const first = new Int32Array(count);
  let distinct = 0;
  for (let i = 0; i < count; i++) {
    const a = left[i] ?? 0;
    const b = right[i] ?? 0;
    let slot = mixHash(Math.imul(a, seed) + b) & mask;
    for (;;) {
      const number = (slots[slot] ?? 0) - 1;
      if (number < 0) {
        slots[slot] = distinct + 1;
        first[distinct] = i;
        counts[distinct] = 1;
        numbers[i] = distinct++;
        break;
      }
      const at = first[number] ?? 0;
      if (left[at] === a && right[at] === b) {
        counts[number] = (counts[number] ?? 0) + 1;
        numbers[i] = number;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return { numbers, distinct, counts, first };
}

/** Words without anything between them: units, where each begins, and a polynomial hash of each prefix. */
interface PackedWords {
  readonly units: Uint16Array;
  readonly starts: Int32Array;
  readonly prefixHashes: Int32Array;
  readonly powers: Int32Array;
}

function pack(codeUnits: Uint16Array, wordSpans: Int32Array, base: number): PackedWords {
  const words = wordSpans.length >> 1;
  const starts = new Int32Array(words + 1);
  for (let k = 0; k < words; k++) {
    starts[k + 1] = (starts[k] ?? 0) + (wordSpans[2 * k + 1] ?? 0) - (wordSpans[2 * k] ?? 0);
  }
  const length = starts[words] ?? 0;
  const units = new Uint16Array(length);
  const prefixHashes = new Int32Array(length + 1);
  const powers = new Int32Array(length + 1);
  let power = 1;
  let hash = 0;
  powers[0] = 1;
  for (let k = 0, at = 0; k < words; k++) {
    const end = wordSpans[2 * k + 1] ?? 0;
    for (let i = wordSpans[2 * k] ?? 0; i < end; i++) {
      const unit = codeUnits[i] ?? 0;
      units[at++] = unit;
      hash = (Math.imul(hash, base) + unit) | 0;
      power = Math.imul(power, base);
      prefixHashes[at] = hash;
      powers[at] = power;
    }
  }
  return { units, starts, prefixHashes, powers };
}

/** Two n-grams are the same where their words run together are: `1 11` repeats `11 1`, as it does for datatrove. */
function repeatedGrams({ units, starts, prefixHashes, powers }: PackedWords, lengths: Int32Array) {
  return (n: number): number => {
    const grams = lengths.length - n + 1;
    if (grams < 2) return 0;
    const mask = tableSize(grams) - 1;
    const slots = new Int32Array(mask + 1);
    let characters = 0;
    for (let i = 0; i < grams; ) {
      const start = starts[i] ?? 0;
      const end = starts[i + n] ?? 0;
      const hash = (prefixHashes[end] ?? 0) - Math.imul(prefixHashes[start] ?? 0, powers[end - start] ?? 0);
      let slot = mixHash(hash) & mask;
      let seen = -1;
      for (;;) {
        seen = (slots[slot] ?? 0) - 1;
        if (seen < 0 || sameUnits(units, start, end, starts[seen] ?? 0, starts[seen + n] ?? 0)) break;
        slot = (slot + 1) & mask;
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
  };
}
