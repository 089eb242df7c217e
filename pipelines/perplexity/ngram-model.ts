import { openTokenBuffer, type Tokenizer } from '../tokenizers/tokenizer.ts';
import type { NgramTree } from './ngram-tree.ts';

/** What an n-gram model holds. `logProbabilities` and `logBackoffs` are natural logarithms, by node. */
export interface NgramModelData {
  readonly order: number;
  readonly vocabulary: number;
  readonly tree: NgramTree;
  readonly logProbabilities: Float32Array;
  readonly logBackoffs: Float32Array;
  /** Words in each node's n-gram. */
  readonly depths: Uint8Array;
}

/**
 * Sum of the ln of the probabilities of words [0, length) and of the end after them. Time: about 0.6 µs a word, most of it
 * waiting for memory.
 */
export function logProbabilityOf(model: NgramModelData, words: Uint32Array, length: number): number {
  const { order, vocabulary, tree, logProbabilities, logBackoffs, depths } = model;
  const { suffixes } = tree;
  const unseen = -Math.log(vocabulary + 1) + (logBackoffs[0] as number);
  let sum = 0;
  let context = tree.find(0, vocabulary);
  for (let place = 0; place <= length; place++) {
    const word = place === length ? vocabulary + 1 : (words[place] as number);
    let node = tree.find(context, word);
    while (node === 0 && context !== 0) {
      sum += logBackoffs[context] as number;
      context = suffixes[context] as number;
      node = tree.find(context, word);
    }
    sum += node === 0 ? unseen : (logProbabilities[node] as number);
    context = depths[node] === order ? (suffixes[node] as number) : node;
  }
  return sum;
}

/** A text's perplexity: e to the mean of −ln p over its tokens and its end. At least 1. */
export type PerplexityOf = (text: string) => number;

export function perplexityBy(model: NgramModelData, tokenizer: Tokenizer): PerplexityOf {
  const buffer = openTokenBuffer();
  return (text) => {
    buffer.length = 0;
    tokenizer.append(text, buffer);
    const sum = logProbabilityOf(model, buffer.ids, buffer.length);
    return Math.exp(-sum / (buffer.length + 1));
  };
}
