import { type GramTable, openGramTable, walkGrams } from './gram-table.ts';
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
 * two different n-grams are one by chance never in practice. Memory: 4 bytes for each word of the items, and 31 to 49
 * for each n-gram.
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
  const most = new Map<number, number>();
  for (let item = 0; item < names.length; item++) {
    const count = (starts[item + 1] as number) - (starts[item] as number);
    const length = Math.min(count, ngram);
    most.set(length, (most.get(length) ?? 0) + count - length + 1);
  }
  const all = [...most.values()].reduce((sum, each) => sum + each, 0);
  const tables = new Map([...most].map(([length, count]) => [length, openGramTable(length, count)]));
  const [firsts, sizes] = [new Uint32Array(all), new Uint8Array(all)];
  // The last item that had an n-gram, from 1, and how many did.
  const [owners, counts] = [new Uint32Array(all), new Uint32Array(all)];
  let ngrams = 0;
  for (let item = 0; item < names.length; item++) {
    const [start, end] = [starts[item] as number, starts[item + 1] as number];
    const length = Math.min(end - start, ngram);
    const count = (word: number, number: number) => {
      if (owners[number] === item + 1) return;
      owners[number] = item + 1;
      counts[number] = (counts[number] as number) + 1;
      if (counts[number] === 1) firsts[number] = word;
    };
    const add = (word: number) => {
      sizes[ngrams] = length;
      count(word, ngrams);
      return ngrams++;
    };
    const same = (word: number, number: number) => equalWords(words, word, words, firsts[number] as number, length);
    walkGrams(tables.get(length) as GramTable, words, start, end, same, count, add);
  }
  const sorted = [...tables.values()].sort((a, b) => a.length - b.length);
  return {
    items: names.length,
    ngrams,
    find: ({ hashes, length: count }, found) => {
      for (const table of sorted) {
        const same = (word: number, number: number) =>
          equalWords(hashes, word, words, firsts[number] as number, table.length) &&
          (maxItems === null || (counts[number] as number) <= maxItems);
        walkGrams(table, hashes, 0, count, same, found);
      }
    },
    ngramAt: (number) => {
      const first = firsts[number] as number;
      const item = itemOf(starts, first);
      return { item: names[item] as string, first: first - (starts[item] as number), words: sizes[number] as number };
    },
  };
}

function equalWords(left: Uint32Array, i: number, right: Uint32Array, j: number, length: number): boolean {
  let same = 0;
  while (same < length && left[i + same] === right[j + same]) same++;
  return same === length;
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
