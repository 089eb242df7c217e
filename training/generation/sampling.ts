import { randomUint32 } from '../../core/seeded-random.ts';

/** How a next token is chosen. */
export interface SamplingSettings {
  /** What logits are divided by; 0 takes the likeliest token. */
  readonly temperature: number;
  /** Only so many of the likeliest tokens; 0 for all. */
  readonly topK: number;
  /** Of those the fewest, likeliest first, whose shares reach this; 1 for all. */
  readonly topP: number;
  readonly seed: number;
}

/** Tokens that may come next, each with its share; shares add up to 1. */
export interface TokenShares {
  readonly ids: ArrayLike<number>;
  readonly shares: ArrayLike<number>;
}

/**
 * The token at a place of the text that is generated, from 0: a function of logits, settings and place alone, whatever
 * else is generated beside it. Of equally likely tokens the lowest. Costs O(V), with `topK` or `topP` a sort.
 */
export function chooseToken(logits: Float32Array, settings: SamplingSettings, place: number): number {
  if (settings.temperature === 0) return highest(logits);
  const { ids, shares } = tokenShares(logits, settings);
  const draw = randomUint32(settings.seed, place) / 2 ** 32;
  let reached = 0;
  for (let index = 0; index < ids.length; index++) {
    reached += shares[index] ?? 0;
    if (draw < reached) return ids[index] ?? 0;
  }
  return ids[ids.length - 1] ?? 0;
}

/**
 * Temperature, then `topK`, then `topP` of what is left: the order of Hugging Face's generation.
 * Fan et al. 2018; Holtzman et al. 2020.
 */
export function tokenShares(logits: Float32Array, { temperature, topK, topP }: SamplingSettings): TokenShares {
  const kept = topK > 0 && topK < logits.length ? largest(logits, topK) : Uint32Array.from(logits.keys());
  const most = logits[highest(logits)] ?? 0;
  const weights = Float64Array.from(kept, (id) => Math.exp(((logits[id] ?? 0) - most) / temperature));
  const total = sumOf(weights);
  const shares = weights.map((weight) => weight / total);
  return topP < 1 ? nucleus(kept, shares, topP) : { ids: kept, shares };
}

function nucleus(ids: Uint32Array, shares: Float64Array, topP: number): TokenShares {
  // Tokens of less than this have less than 1 − topP together: none of them is needed, and few are left to sort.
  const least = (1 - topP) / ids.length;
  const places = [...ids.keys()].filter((place) => (shares[place] ?? 0) >= least);
  places.sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0) || (ids[a] ?? 0) - (ids[b] ?? 0));
  let reached = 0;
  let count = 0;
  while (count < places.length && reached < topP) reached += shares[places[count++] ?? 0] ?? 0;
  const kept = places.slice(0, Math.max(1, count));
  const total = sumOf(kept.map((place) => shares[place] ?? 0));
  return { ids: kept.map((place) => ids[place] ?? 0), shares: kept.map((place) => (shares[place] ?? 0) / total) };
}

/** The ids of the `count` largest logits, in the order of ids; of equal ones the lowest ids. */
function largest(logits: Float32Array, count: number): Uint32Array {
  const least = logits.slice().sort()[logits.length - count] ?? 0;
  let equal = count;
  for (const logit of logits) if (logit > least) equal--;
  const kept = new Uint32Array(count);
  let next = 0;
  for (let id = 0; id < logits.length && next < count; id++) {
    const logit = logits[id] ?? 0;
    if (logit > least || (logit === least && equal-- > 0)) kept[next++] = id;
  }
  return kept;
}

function highest(logits: Float32Array): number {
  let best = 0;
  for (let id = 1; id < logits.length; id++) if ((logits[id] ?? 0) > (logits[best] ?? 0)) best = id;
  return best;
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0;
  return sum;
}

/** A token with the logarithm of its share among all, at temperature 1. */
export interface TokenLogprob {
  readonly id: number;
  readonly logprob: number;
}

/** The chosen token's, and those of the `count` likeliest, likeliest first. */
export function logprobsOf(
  logits: Float32Array,
  chosen: number,
  count: number,
): { readonly chosen: TokenLogprob; readonly top: readonly TokenLogprob[] } {
  const most = logits[highest(logits)] ?? 0;
  const total = most + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - most), 0));
  const of = (id: number): TokenLogprob => ({ id, logprob: (logits[id] ?? 0) - total });
  const ids = count === 0 ? [] : [...largest(logits, Math.min(count, logits.length))];
  return { chosen: of(chosen), top: ids.map(of).sort((a, b) => b.logprob - a.logprob || a.id - b.id) };
}
