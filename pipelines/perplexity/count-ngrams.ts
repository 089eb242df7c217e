import { depthsOf, type NgramTree, openNgramTree } from './ngram-tree.ts';

/** How often each n-gram of 1 to `order` words occurs in sequences of words. */
export interface NgramCounts {
  readonly order: number;
  /** The word before each sequence, and the one after it: one and two more than the largest of a sequence. */
  readonly begin: number;
  readonly end: number;
  readonly tree: NgramTree;
  /** By node. */
  readonly counts: Uint32Array;
  /** Words in each node's n-gram. */
  readonly depths: Uint8Array;
  /** 1 where the n-gram begins with `begin`. */
  readonly atBegin: Uint8Array;
}

export interface NgramCounter {
  /** Counts the n-grams of words [0, length), with a word before and one after them. */
  readonly add: (words: Uint32Array, length: number) => void;
  readonly finish: () => NgramCounts;
}

/**
 * Counts n-grams of words below `vocabulary`. Memory: 30 bytes for each different one, twice as much while it grows.
 * Time: about 0.3 µs for each word and length. Throws RangeError for more than {@link mostNodes}.
 */
export function openNgramCounter(order: number, vocabulary: number): NgramCounter {
  const [begin, end] = [vocabulary, vocabulary + 1];
  const tree = openNgramTree(2 ** 16);
  let counts = new Uint32Array(2 ** 16);
  // Nodes of the n-grams that end at the word before, by their length; of the empty one, 0.
  const before = new Uint32Array(order + 1);

  const makeRoom = (): void => {
    if (tree.size <= counts.length) return;
    const more = new Uint32Array(counts.length * 2);
    more.set(counts);
    counts = more;
  };

  const addWord = (word: number, held: number): void => {
    // An n-gram is below the one that ended at the word before and is a word shorter.
    let carried = before[0] as number;
    for (let length = 1; length <= held; length++) {
      const context = carried;
      carried = before[length] as number;
      const node = tree.reach(context, word, before[length - 1] as number);
      makeRoom();
      counts[node] = (counts[node] as number) + 1;
      before[length] = node;
    }
  };

  return {
    add: (words, length) => {
      before.fill(0);
      addWord(begin, 1);
      for (let place = 0; place < length; place++) addWord(words[place] as number, Math.min(order, place + 2));
      addWord(end, Math.min(order, length + 2));
    },
    finish: () => ({ order, begin, end, tree, counts, depths: depthsOf(tree), atBegin: beginners(tree, begin) }),
  };
}

/** 1 for the nodes whose n-grams begin with `begin`. */
function beginners({ size, pairs }: NgramTree, begin: number): Uint8Array {
  const found = new Uint8Array(size);
  for (let node = 1; node < size; node++) {
    const context = pairs[2 * node] as number;
    found[node] = context === 0 ? Number(pairs[2 * node + 1] === begin) : (found[context] as number);
  }
  return found;
}
