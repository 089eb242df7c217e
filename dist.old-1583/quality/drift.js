import { commonBins, frequentCategories, quantileBins } from './coarse-bins.js';
import { distributions } from './distributions.js';
import { metricsOfRows } from './metric-rows.js';
import { readMetricRows } from './read-metrics.js';
/** The distance of each distribution that both have, by name, rounded to the millionth. */
export function driftBetween(before, after) {
    return driftOf({ metrics: before, ledger: null }, { metrics: after, ledger: null });
}
/** As {@link driftBetween}, with fates and reasons where both ledgers are known. */
export function driftOf(before, after) {
    return Object.fromEntries(distributions.flatMap((distribution) => {
        const distance = distanceOf(distribution, before, after);
        return distance === undefined ? [] : [[distribution.name, distance]];
    }));
}
/** What {@link driftOf} needs of a version: its ledger, and its metrics, read from their table. */
export async function measuredOf(storage, manifest) {
    const { records, reasons } = manifest;
    return { metrics: metricsOfRows(await readMetricRows(storage, manifest)), ledger: { ...records, reasons } };
}
/** True where the PSI is above a limit and above what sampling alone explains. */
export function isAbove({ psi, noise }, limit) {
    return psi > limit && psi > (noise ?? 0);
}
/** True where a version has any value of a distribution. */
export function hasValues(distribution, measured) {
    return 'histogram' in distribution
        ? distribution.histogram(measured).total > 0
        : distribution.categories(measured).observations > 0;
}
/** What one bin adds to the population stability index, which is never negative. */
export function psiTerm(bin, bins) {
    const [p, q] = [smoothed('before', bin, bins), smoothed('after', bin, bins)];
    return (q - p) * Math.log(q / p);
}
function distanceOf(distribution, before, after) {
    if (!hasValues(distribution, before) || !hasValues(distribution, after))
        return undefined;
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
function distance(bins, sizes) {
    return {
        psi: rounded(bins.reduce((sum, bin) => sum + psiTerm(bin, bins), 0)),
        js: rounded(Math.min(1, Math.max(0, jensenShannon(bins)))),
        noise: rounded(noiseOf(bins.length, sizes)),
    };
}
/** A bin's share with half a count added to every bin, so that an empty one has a logarithm (Krichevsky & Trofimov 1981). */
function smoothed(side, bin, bins) {
    const total = bins.reduce((sum, each) => sum + each[side], 0);
    return (bin[side] + 0.5) / (total + 0.5 * bins.length);
}
function jensenShannon(bins) {
    const totals = { before: 0, after: 0 };
    for (const bin of bins) {
        totals.before += bin.before;
        totals.after += bin.after;
    }
    let sum = 0;
    for (const bin of bins) {
        const [p, q] = [bin.before / totals.before, bin.after / totals.after];
        const middle = (p + q) / 2;
        if (p > 0)
            sum += (p / 2) * Math.log2(p / middle);
        if (q > 0)
            sum += (q / 2) * Math.log2(q / middle);
    }
    return sum;
}
function kolmogorovSmirnov(bins, sizes) {
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
function noiseOf(bins, { before, after }) {
    const freedom = bins - 1;
    if (freedom === 0)
        return 0;
    const normal = 3.090232;
    const spread = 2 / (9 * freedom);
    return (1 / before + 1 / after) * freedom * (1 - spread + normal * Math.sqrt(spread)) ** 3;
}
function rounded(value) {
    return Math.round(value * 1e6) / 1e6;
}
//# sourceMappingURL=drift.js.map