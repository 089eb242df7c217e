import { byCodeUnit } from '../core/code-unit-order.js';
import { filledBins } from './histogram.js';
const mostBins = 10;
const fewestBins = 2;
const mostCategories = 20;
/** Fewer in a cell make a χ² approximation poor (Cochran 1954). */
const leastPerBin = 5;
/** A category with ten expected is missing by chance once in 20,000. */
const leastExpected = 10;
/** The bins of two histograms of one kind that are not empty in both, in order. */
export function commonBins(before, after) {
    const bins = new Map();
    for (const { from, to, count } of filledBins(before))
        bins.set(from, { from, to, before: count, after: 0 });
    for (const { from, to, count } of filledBins(after)) {
        const bin = bins.get(from);
        if (bin === undefined)
            bins.set(from, { from, to, before: 0, after: count });
        else
            bin.after = count;
    }
    return [...bins.values()].sort((a, b) => a.from - b.from);
}
/**
 * Deciles of the version before, put together from fine bins, and one bin for what lies below and above all of its
 * values; the outer ones reach to infinity. With fewer than 50 values in either version there are fewer bins, so that
 * about 5 fall into each.
 */
export function quantileBins(before, after) {
    const fine = commonBins(before, after);
    const first = fine.findIndex((bin) => bin.before > 0);
    const last = fine.findLastIndex((bin) => bin.before > 0);
    const wanted = binsFor(Math.min(before.total, after.total));
    const groups = [];
    let group = [];
    let seen = 0;
    let next = before.total / wanted;
    for (const [index, bin] of fine.entries()) {
        group.push(bin);
        seen += bin.before;
        const full = seen >= next && bin.before > 0;
        if (!full && index !== first - 1 && index !== last && index !== fine.length - 1)
            continue;
        groups.push(group);
        group = [];
        if (full)
            next = ((Math.floor((seen * wanted) / before.total) + 1) * before.total) / wanted;
    }
    return groups.map((bins, index) => ({
        from: index === 0 ? Number.NEGATIVE_INFINITY : (bins[0]?.from ?? 0),
        to: groups[index + 1]?.[0]?.from ?? Number.POSITIVE_INFINITY,
        before: sumOf(bins, 'before'),
        after: sumOf(bins, 'after'),
    }));
}
/**
 * Categories of two versions, the most frequent of both together first: at most 20 bins. One bin is of those that are
 * new, where chance would have shown them before (10 times were expected); one is of all others that are few.
 */
export function frequentCategories(before, after) {
    const all = [...new Set([...before.counts.keys(), ...after.counts.keys()])]
        .map((category) => ({
        category,
        before: before.counts.get(category) ?? 0,
        after: after.counts.get(category) ?? 0,
    }))
        .sort((a, b) => b.before + b.after - a.before - a.after || byCodeUnit(a.category, b.category));
    const named = all.filter((each) => each.before + each.after >= leastPerBin).slice(0, mostCategories - 2);
    const rest = all.filter((each) => !named.includes(each));
    const share = before.observations / (before.observations + after.observations);
    const fresh = rest.filter((each) => each.before === 0 && each.after * share >= leastExpected);
    const others = rest.filter((each) => !fresh.includes(each));
    const known = new Set([...named, ...fresh].map(({ category }) => category));
    const freshNames = new Set(fresh.map(({ category }) => category));
    const bins = [
        ...named.map(({ category, ...counts }) => ({ ...counts, has: (name) => name === category })),
        { before: 0, after: sumOf(fresh, 'after'), has: (name) => freshNames.has(name) },
        {
            before: before.rest + sumOf(others, 'before'),
            after: after.rest + sumOf(others, 'after'),
            has: (name) => !known.has(name),
        },
    ];
    return bins.filter((bin) => bin.before + bin.after > 0);
}
function sumOf(bins, side) {
    return bins.reduce((sum, bin) => sum + bin[side], 0);
}
function binsFor(values) {
    return Math.min(mostBins, Math.max(fewestBins, Math.floor(values / leastPerBin)));
}
//# sourceMappingURL=coarse-bins.js.map