import type { WordHashes } from './word-hashes.ts';

/** One text of a test set. */
export interface TestItem {
  /** Where a person finds it: `file:line`. */
  readonly name: string;
  readonly text: string;
}

/** How test items are cut. */
export interface IndexRule {
  /** Words in an n-gram. */
  readonly ngram: number;
  /** An item of fewer words than that, and at least so many, is looked for as a whole. */
  readonly shortest: number;
  /** An n-gram of more items than this is no sign of any of them; null for no limit. */
  readonly maxItems: number | null;
}

/** The n-grams of test items, which are found in texts by their words. */
export interface NgramIndex {
  readonly items: number;
  readonly ngrams: number;
  /** Calls back for each n-gram of a text that an item has: its first word in the text and its number, by length. */
  readonly find: (words: WordHashes, found: (word: number, ngram: number) => void) => void;
  /** Of an n-gram: the first item that has it, its first word in the item, and its length in words. */
  readonly ngramAt: (ngram: number) => { readonly item: string; readonly first: number; readonly words: number };
}

/** Collects items, then makes the index of them. */
export interface IndexBuilder {
  /** Adds an item's words; those of an item that is too short are left out. */
  readonly add: (name: string, words: WordHashes) => void;
  readonly finish: () => NgramIndex;
}

/**
 * An index of n-grams by hash. An n-gram is found where all its words have the hashes of an item's: with words of 32 bits,
 * two different n-grams are one by chance never in practice. Memory: 4 bytes for each word of the items and 28 for each
 * different n-gram.
 */
export function openIndexBuilder({ ngram, shortest, maxItems }: IndexRule): IndexBuilder {
  const names: string[] = [];
  const starts: number[] = [];
  let words = new Uint32Array(2 ** 16);
  let used = 0;
  return {
    add: (name, { hashes, length }) => {
      if (length < Math.min(ngram, shortest)) return;
      while (words.length < used + length) words = grown(words);
      words.set(hashes.subarray(0, length), used);
      names.push(name);
      starts.push(used);
      used += length;
    },
    finish: () => indexOf({ names, starts: [...starts, used], words: words.slice(0, used) }, ngram, maxItems),
  };
}

interface Items {
  readonly names: readonly string[];
  /** First word of each item, and the end of the last. */
  readonly starts: readonly number[];
  readonly words: Uint32Array;
}

function indexOf({ names, starts, words }: Items, ngram: number, maxItems: number | null): NgramIndex {
  const lengths = new Set<number>();
  let most = 0;
  for (let item = 0; item < names.length; item++) {
    const length = (starts[item + 1] as number) - (starts[item] as number);
    lengths.add(Math.min(length, ngram));
    most += Math.max(1, length - ngram + 1);
  }
  const mask = 2 ** Math.ceil(Math.log2(Math.max(8, 2 * most))) - 1;
  const slots = new Int32Array(mask + 1);
  const [firsts, hashes, sizes] = [new Uint32Array(most), new Uint32Array(most), new Uint8Array(most)];
  const [owners, counts] = [new Uint32Array(most), new Uint32Array(most)];
  let ngrams = 0;
  const lookUp = (from: Uint32Array, word: number, length: number, hash: number): number => {
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = (slots[slot] as number) - 1;
      if (number < 0) return -1 - slot;
      if (hashes[number] === hash && sizes[number] === length) {
        const first = firsts[number] as number;
        let same = 0;
        while (same < length && words[first + same] === from[word + same]) same++;
        if (same === length) return number;
      }
    }
  };
  for (let item = 0; item < names.length; item++) {
    const [start, end] = [starts[item] as number, starts[item + 1] as number];
    const length = Math.min(end - start, ngram);
    eachHash(words, start, end, length, (word, hash) => {
      let number = lookUp(words, word, length, hash);
      if (number < 0) {
        slots[-1 - number] = ++ngrams;
        number = ngrams - 1;
        firsts[number] = word;
        hashes[number] = hash;
        sizes[number] = length;
        owners[number] = item + 1;
        counts[number] = 1;
      } else if (owners[number] !== item + 1) {
        owners[number] = item + 1;
        counts[number] = (counts[number] as number) + 1;
      }
    });
  }
  const sorted = [...lengths].sort((a, b) => a - b);
  return {
    items: names.length,
    ngrams,
    find: ({ hashes: own, length: count }, found) => {
      for (const length of sorted) {
        eachHash(own, 0, count, length, (word, hash) => {
          const number = lookUp(own, word, length, hash);
          if (number >= 0 && (maxItems === null || (counts[number] as number) <= maxItems)) found(word, number);
        });
      }
    },
    ngramAt: (number) => {
      const first = firsts[number] as number;
      const item = itemOf(starts, first);
      return { item: names[item] as string, first: first - (starts[item] as number), words: sizes[number] as number };
    },
  };
}

/** Calls back with the hash of each run of `length` words in [start, end). Cost: two multiplications a word. */
function eachHash(
  words: Uint32Array,
  start: number,
  end: number,
  length: number,
  call: (word: number, hash: number) => void,
): void {
  if (end - start < length) return;
  let leaving = 1;
  for (let i = 0; i < length; i++) leaving = Math.imul(leaving, base);
  let sum = 0;
  for (let i = start; i < start + length; i++) sum = Math.imul(sum, base) + (words[i] as number);
  for (let first = start; ; first++) {
    call(first, scrambled(sum));
    const next = first + length;
    if (next >= end) return;
    sum = Math.imul(sum, base) + (words[next] as number) - Math.imul(leaving, words[first] as number);
  }
}

const base = 0x9e3779b1;

function scrambled(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The item that a word belongs to: the last one that starts at it or before. */
function itemOf(starts: readonly number[], word: number): number {
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= word) low = middle;
    else high = middle;
  }
  return low;
}

function grown(words: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * words.length);
  larger.set(words);
  return larger;
}
