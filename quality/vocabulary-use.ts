import type { ValueCounts } from './value-counts.ts';

/** How the kept documents use the tokens of a vocabulary. Counts but for `perplexity`. */
export interface VocabularyUse {
  /** Tokens that the vocabulary has. */
  readonly size: number;
  /** Of these, how many occur. */
  readonly used: number;
  /** Of these, how many occur 10 times and more. */
  readonly usedTenTimes: number;
  /** Occurrences of all tokens. */
  readonly tokens: number;
  /** Occurrences of the 100 most frequent tokens. */
  readonly mostFrequent: number;
  /** exp of the entropy, in nats, of the distribution of tokens: as many equally frequent ones would be as hard to guess. */
  readonly perplexity: number;
}

export const mostFrequentTokens = 100;
const oftenUsed = 10;

/** @param ids how often each token id occurs */
export function vocabularyUse(ids: ValueCounts, size: number): VocabularyUse {
  // By size, so that the sum of logarithms does not depend on which token has which id.
  const occurring: number[] = [];
  ids.each((_, count) => occurring.push(count));
  const counts = Float64Array.from(occurring).sort();
  let tokens = 0;
  for (const count of counts) tokens += count;
  let entropy = 0;
  for (const count of counts) entropy -= (count / tokens) * Math.log(count / tokens);
  return {
    size,
    used: counts.length,
    usedTenTimes: counts.filter((count) => count >= oftenUsed).length,
    tokens,
    mostFrequent: counts.slice(-mostFrequentTokens).reduce((sum, count) => sum + count, 0),
    perplexity: tokens === 0 ? 0 : Math.round(Math.exp(entropy) * 1e6) / 1e6,
  };
}
