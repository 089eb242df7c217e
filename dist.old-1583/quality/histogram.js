const unitsPerOne = { count: 1, ratio: 1e3, share: 1e6 };
const shareBins = 100;
const shareBinUnits = unitsPerOne.share / shareBins;
const binsPerOctave = 8;
const largestUnits = 2 ** 40;
export function emptyHistogram(kind) {
    return { kind, counts: [], total: 0, sum: 0, min: 0, max: 0 };
}
/** Adds one value in place, about 10 ns. A value outside the kind's range, NaN included, counts as the nearest in it. */
export function addValue(histogram, value) {
    const units = toUnits(histogram.kind, value);
    const bin = binOf(histogram.kind, units);
    while (histogram.counts.length <= bin)
        histogram.counts.push(0);
    histogram.counts[bin] = (histogram.counts[bin] ?? 0) + 1;
    if (histogram.total === 0 || units < histogram.min)
        histogram.min = units;
    if (units > histogram.max)
        histogram.max = units;
    histogram.total++;
    histogram.sum += units;
}
/** The histogram of all values of some histograms of one kind. */
export function mergeHistograms(kind, histograms) {
    const merged = emptyHistogram(kind);
    for (const part of histograms) {
        if (part.kind !== kind)
            throw new TypeError(`a histogram of ${part.kind} values among those of ${kind} values`);
        if (part.total === 0)
            continue;
        while (merged.counts.length < part.counts.length)
            merged.counts.push(0);
        part.counts.forEach((count, bin) => {
            merged.counts[bin] = (merged.counts[bin] ?? 0) + count;
        });
        merged.min = merged.total === 0 ? part.min : Math.min(merged.min, part.min);
        merged.max = Math.max(merged.max, part.max);
        merged.total += part.total;
        merged.sum += part.sum;
    }
    return merged;
}
/** Smallest value; undefined when empty. */
export function smallest(histogram) {
    return histogram.total === 0 ? undefined : histogram.min / unitsPerOne[histogram.kind];
}
/** Largest value; undefined when empty. */
export function largest(histogram) {
    return histogram.total === 0 ? undefined : histogram.max / unitsPerOne[histogram.kind];
}
/** Mean of the values; undefined when empty. */
export function mean(histogram) {
    return histogram.total === 0 ? undefined : histogram.sum / histogram.total / unitsPerOne[histogram.kind];
}
/**
 * An estimate of the smallest value that at least a share `q` of the values do not exceed; undefined when empty.
 * Off by less than the width of its bin; exact for q = 0, q = 1, and wherever a bin holds one whole number.
 */
export function quantile(histogram, q) {
    if (histogram.total === 0)
        return undefined;
    const rank = Math.min(histogram.total, Math.max(1, Math.ceil(q * histogram.total)));
    if (rank === 1)
        return smallest(histogram);
    if (rank === histogram.total)
        return largest(histogram);
    let below = 0;
    for (const [bin, count] of histogram.counts.entries()) {
        if (below + count < rank) {
            below += count;
            continue;
        }
        const from = firstUnitsOf(histogram.kind, bin);
        const last = firstUnitsOf(histogram.kind, bin + 1) - 1;
        const estimate = Math.floor(from + ((last - from) * (rank - below - 0.5)) / count + 0.5);
        return Math.min(histogram.max, Math.max(histogram.min, estimate)) / unitsPerOne[histogram.kind];
    }
    return largest(histogram);
}
/** Bins that are not empty, in order: values in [from, to), for plots and tables. */
export function filledBins(histogram) {
    const one = unitsPerOne[histogram.kind];
    return histogram.counts.flatMap((count, bin) => count === 0
        ? []
        : [{ from: firstUnitsOf(histogram.kind, bin) / one, to: firstUnitsOf(histogram.kind, bin + 1) / one, count }]);
}
/** The histogram that has these extents, in the kind's integer unit, and these bins, each named by where it begins. */
export function histogramOfBins(kind, extents, bins) {
    const histogram = { ...emptyHistogram(kind), ...extents };
    for (const { from, count } of bins) {
        const bin = binOf(kind, toUnits(kind, from));
        while (histogram.counts.length <= bin)
            histogram.counts.push(0);
        histogram.counts[bin] = count;
    }
    return histogram;
}
function toUnits(kind, value) {
    const largestOfKind = kind === 'share' ? unitsPerOne.share : largestUnits;
    const units = Math.round(value * unitsPerOne[kind]);
    return units > 0 ? Math.min(units, largestOfKind) : 0;
}
function binOf(kind, units) {
    if (kind === 'share')
        return Math.min(shareBins - 1, Math.floor(units / shareBinUnits));
    if (units < binsPerOctave)
        return units;
    const octave = units < 2 ** 31 ? 31 - Math.clz32(units) : 31 + (31 - Math.clz32(Math.floor(units / 2 ** 31)));
    return binsPerOctave * (octave - 3) + Math.floor(units / 2 ** (octave - 3));
}
function firstUnitsOf(kind, bin) {
    if (kind === 'share')
        return bin * shareBinUnits;
    if (bin < 2 * binsPerOctave)
        return bin;
    const octave = Math.floor(bin / binsPerOctave) + 2;
    return (binsPerOctave + (bin % binsPerOctave)) * 2 ** (octave - 3);
}
//# sourceMappingURL=histogram.js.map