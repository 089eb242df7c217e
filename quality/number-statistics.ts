import type { ValueCounts } from './value-counts.ts';

/** A column of numbers, or of texts by their lengths, in the words of the Hugging Face dataset viewer. */
export interface NumberStatistics {
  readonly nan_count: number;
  readonly nan_proportion: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  readonly median: number | null;
  /** Of a sample: over n − 1; null for a single value. */
  readonly std: number | null;
  /** At most 10 bins of equal whole width; the last holds its upper edge too. */
  readonly histogram: { readonly hist: readonly number[]; readonly bin_edges: readonly number[] } | null;
}

const mostBins = 10;
const decimals = 1e5;

/** Exact statistics of whole numbers, rounded to five decimals. `missing`: rows without a value. */
export function numberStatistics(counts: ValueCounts, missing: number): NumberStatistics {
  const entries = counts.entries();
  const values = entries.reduce((sum, [, count]) => sum + count, 0);
  const [min] = entries[0] ?? [];
  const [max] = entries.at(-1) ?? [];
  const gaps = { nan_count: missing, nan_proportion: roundedShare(missing, missing + values) };
  if (min === undefined || max === undefined) {
    return { ...gaps, min: null, max: null, mean: null, median: null, std: null, histogram: null };
  }
  const { mean, std } = moments(entries, values);
  const median = (valueAt(entries, Math.ceil(values / 2)) + valueAt(entries, Math.floor(values / 2) + 1)) / 2;
  return { ...gaps, min, max, mean, median, std, histogram: histogramOf(entries, min, max) };
}

/** A share as the dataset viewer rounds it; 0 of nothing. */
export function roundedShare(part: number, whole: number): number {
  return whole === 0 ? 0 : rounded(part / whole);
}

type Entries = readonly (readonly [value: number, count: number])[];

/** In whole numbers up to the last step, so that neither size nor order costs accuracy. */
function moments(entries: Entries, values: number): { readonly mean: number; readonly std: number | null } {
  let sum = 0n;
  let squares = 0n;
  for (const [value, count] of entries) {
    sum += BigInt(value) * BigInt(count);
    squares += BigInt(value) ** 2n * BigInt(count);
  }
  const n = BigInt(values);
  const spread = n * squares - sum * sum;
  return {
    mean: rounded(Number(sum) / values),
    std: values < 2 ? null : rounded(Math.sqrt(Number(spread) / (values * (values - 1)))),
  };
}

/** The value of that rank, from 1. */
function valueAt(entries: Entries, rank: number): number {
  let below = 0;
  for (const [value, count] of entries) {
    below += count;
    if (below >= rank) return value;
  }
  throw new RangeError(`Expected a rank up to ${below}, found ${rank}`);
}

function histogramOf(entries: Entries, min: number, max: number): NumberStatistics['histogram'] {
  const width = Math.ceil((max - min + 1) / mostBins);
  const edges = [];
  for (let edge = min; edge < max; edge += width) edges.push(edge);
  // A last bin of one number, where nothing else would tell it from the one before.
  if (edges.length < 2) edges.push(max);
  edges.push(max);
  if (min === max) edges.length = 2;
  const hist = new Array<number>(edges.length - 1).fill(0);
  for (const [value, count] of entries) {
    const bin = Math.min(hist.length - 1, Math.floor((value - min) / width));
    hist[bin] = (hist[bin] ?? 0) + count;
  }
  return { hist, bin_edges: edges };
}

/** To five decimals, halves to the even one, as NumPy rounds. */
function rounded(value: number): number {
  const scaled = value * decimals;
  const below = Math.floor(scaled);
  const rest = scaled - below;
  if (rest === 0.5) return (below % 2 === 0 ? below : below + 1) / decimals;
  return Math.round(scaled) / decimals;
}
