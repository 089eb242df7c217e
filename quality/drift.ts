import type { Manifest } from '../shards/manifest.ts';
import type { Storage } from '../storage/storage.ts';
import { commonBins, frequentCategories, quantileBins } from './coarse-bins.ts';
import { type Distribution, distributions, type Measured } from './distributions.ts';
import { metricsOfRows } from './metric-rows.ts';
import { readMetricRows } from './read-metrics.ts';
import type { RecordMetrics } from './record-metrics.ts';

/**
 * How far apart two distributions are.
 *
 * - `psi`: population stability index over the deciles of the version before, or at most 20 categories; below 0.1 is
 *   stable, above 0.25 is a shift (Siddiqi 2006).
 * - `js`: Jensen–Shannon divergence over the same bins, in bits, in [0, 1].
 * - `ks`: Kolmogorov–Smirnov statistic over the histogram's bins, in [0, 1]; null where values have no order.
 * - `noise`: of two samples of these sizes from one distribution, 999 in 1,000 have a smaller `psi`.
 */
export interface Distance {
  readonly psi: number;
  readonly js: number;
  readonly ks: number | null;
  readonly noise: number;
}

interface Pair {
  readonly before: number;
  readonly after: number;
}

/** The distance of each distribution that both have, by name, rounded to the millionth. */
export function driftBetween(before: RecordMetrics, after: RecordMetrics): Record<string, Distance> {
  return driftOf({ metrics: before, ledger: null }, { metrics: after, ledger: null });
}

/** As {@link driftBetween}, with fates and reasons where both ledgers are known. */
export function driftOf(before: Measured, after: Measured): Record<string, Distance> {
  return Object.fromEntries(
    distributions.flatMap((distribution) => {
      const distance = distanceOf(distribution, before, after);
      return distance === undefined ? [] : [[distribution.name, distance]];
    }),
  );
}

/** What {@link driftOf} needs of a version: its ledger, and its metrics, read from their table. */
export async function measuredOf(
  storage: Storage,
  manifest: Pick<Manifest, 'dataset' | 'metrics' | 'records' | 'reasons'>,
): Promise<Measured> {
  const { records, reasons } = manifest;
  return { metrics: metricsOfRows(await readMetricRows(storage, manifest)), ledger: { ...records, reasons } };
}

/** True where the PSI is above a limit and above what sampling alone explains. */
export function isAbove({ psi, noise }: { readonly psi: number; readonly noise?: number }, limit: number): boolean {
  return psi > limit && psi > (noise ?? 0);
}

/** True where a version has any value of a distribution. */
export function hasValues(distribution: Distribution, measured: Measured): boolean {
  return 'histogram' in distribution
    ? distribution.histogram(measured).total > 0
    : distribution.categories(measured).observations > 0;
}

/** What one bin adds to the population stability index, which is never negative. */
export function psiTerm(bin: Pair, bins: readonly Pair[]): number {
  const [p, q] = [smoothed('before', bin, bins), smoothed('after', bin, bins)];
  return (q - p) * Math.log(q / p);
}

function distanceOf(distribution: Distribution, before: Measured, after: Measured): Distance | undefined {
  if (!hasValues(distribution, before) || !hasValues(distribution, after)) return undefined;
  if ('histogram' in distribution) {
    const [first, second] = [distribution.histogram(before), distribution.histogram(after)];
    const sizes = { before: first.total, after: second.total };
    const ks = rounded(kolmogorovSmirnov(commonBins(first, second), sizes));
    return { ...distance(quantileBins(first, second), sizes), ks };
  }
  const [first, second] = [distribution.categories(before), distribution.categories(after)];
  const sizes = { before: first.observations, after: second.observations };
  return { ...distance(frequentCategories(first, second), sizes), ks: null };
}

function distance(bins: readonly Pair[], sizes: Pair): Omit<Distance, 'ks'> {
  return {
    psi: rounded(bins.reduce((sum, bin) => sum + psiTerm(bin, bins), 0)),
    js: rounded(Math.min(1, Math.max(0, jensenShannon(bins)))),
    noise: rounded(noiseOf(bins.length, sizes)),
  };
}

/** A bin's share with half a count added to every bin, so that an empty one has a logarithm (Krichevsky & Trofimov 1981). */
function smoothed(side: keyof Pair, bin: Pair, bins: readonly Pair[]): number {
  const total = bins.reduce((sum, each) => sum + each[side], 0);
  return (bin[side] + 0.5) / (total + 0.5 * bins.length);
}

function jensenShannon(bins: readonly Pair[]): number {
  const totals = { before: 0, after: 0 };
  for (const bin of bins) {
    totals.before += bin.before;
    totals.after += bin.after;
  }
  let sum = 0;
  for (const bin of bins) {
    const [p, q] = [bin.before / totals.before, bin.after / totals.after];
    const middle = (p + q) / 2;
    if (p > 0) sum += (p / 2) * Math.log2(p / middle);
    if (q > 0) sum += (q / 2) * Math.log2(q / middle);
  }
  return sum;
}

function kolmogorovSmirnov(bins: readonly Pair[], sizes: Pair): number {
  let [below, belowAfter, largest] = [0, 0, 0];
  for (const bin of bins) {
    below += bin.before;
    belowAfter += bin.after;
    largest = Math.max(largest, Math.abs(below / sizes.before - belowAfter / sizes.after));
  }
  return largest;
}

/**
 * Without drift, PSI over B bins is about (1/n + 1/m) times a χ² of B − 1 degrees of freedom (Yurdakul 2018).
 * Its 99.9 % quantile is Wilson & Hilferty's (1931), at most 3 % too high.
 */
function noiseOf(bins: number, { before, after }: Pair): number {
  const freedom = bins - 1;
  if (freedom === 0) return 0;
  const normal = 3.090232;
  const spread = 2 / (9 * freedom);
  return (1 / before + 1 / after) * freedom * (1 - spread + normal * Math.sqrt(spread)) ** 3;
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
