import type { NgramIndex } from './ngram-index.ts';
import type { WordHashes } from './word-hashes.ts';

/** A test item that a text repeats words of: from the n-gram with that first word in the item, `words` words on. */
export interface MatchedItem {
  readonly item: string;
  readonly ngram: number;
  readonly words: number;
}

/** What a text has of test items. */
export interface Contamination {
  /** N-grams of the text that an item has. */
  readonly matches: number;
  /** Words of the text in them. */
  readonly words: number;
  /** Runs of such words that no other word parts, as [first, end) of the text's words. */
  readonly runs: readonly (readonly [first: number, end: number])[];
  /** The items, each with the longest part that is found; the longest first, at most five. */
  readonly items: readonly MatchedItem[];
}

const mostItems = 5;
const none: Contamination = { matches: 0, words: 0, runs: [], items: [] };

/** Finds what a text has of the items of an index. Cost: a look-up for each word and length of n-grams. */
export function findContamination(index: NgramIndex, words: WordHashes): Contamination {
  const found: { readonly word: number; readonly ngram: number }[] = [];
  index.find(words, (word, ngram) => {
    found.push({ word, ngram });
  });
  if (found.length === 0) return none;
  found.sort((a, b) => a.word - b.word || b.ngram - a.ngram);
  const runs: [number, number][] = [];
  const parts = new Map<string, MatchedItem>();
  let open: { readonly item: string; readonly ngram: number; readonly word: number; words: number } | undefined;
  for (const { word, ngram } of found) {
    const { item, first, words: length } = index.ngramAt(ngram);
    const run = runs.at(-1);
    if (run !== undefined && word <= run[1]) run[1] = Math.max(run[1], word + length);
    else runs.push([word, word + length]);
    // The next n-gram of the same part of an item.
    if (
      open !== undefined &&
      open.item === item &&
      first - open.ngram === word - open.word &&
      word <= open.word + open.words
    )
      open.words = Math.max(open.words, word + length - open.word);
    else open = { item, ngram: first, word, words: length };
    const longest = parts.get(item);
    if (longest === undefined || open.words > longest.words)
      parts.set(item, { item, ngram: open.ngram, words: open.words });
  }
  const items = [...parts.values()].sort((a, b) => b.words - a.words);
  return {
    matches: found.length,
    words: runs.reduce((sum, [first, end]) => sum + end - first, 0),
    runs,
    items: items.slice(0, mostItems),
  };
}
