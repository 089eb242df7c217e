import { byValue } from './by-value.js';
import { frequentCategories, quantileBins } from './coarse-bins.js';
import { driftMetricOf } from './distributions.js';
import { byLabel, byMeasure, scriptShare, textMeasures } from './document-suspects.js';
import { hasValues, psiTerm } from './drift.js';
import { similar, withFate, withReason } from './fate-suspects.js';
import { imageMeasures } from './image-measures.js';
import { inCaptionLanguage, inFormat } from './image-suspects.js';
import { inLanguage, probedMeasure, withPii } from './probed-suspects.js';
import { scriptNames } from './script-counts.js';
/**
 * The records in the bin or category that grew most since the last good version, by its part in the PSI. Null where
 * records cannot be told by it; undefined where the gate is not on drift.
 */
export function driftSuspects({ metric }, evidence) {
    const distribution = driftMetricOf(metric)?.distribution;
    if (distribution === undefined)
        return undefined;
    const { now, before } = evidence;
    if (before === null || !hasValues(distribution, before) || !hasValues(distribution, now))
        return null;
    if ('histogram' in distribution) {
        const bin = mostGrown(quantileBins(distribution.histogram(before), distribution.histogram(now)));
        return bin === undefined ? null : inBin(distribution, bin, evidence);
    }
    const [first, second] = [distribution.categories(before), distribution.categories(now)];
    const bin = mostGrown(frequentCategories(first, second));
    return bin === undefined ? null : inCategory(distribution, bin, evidence);
}
function mostGrown(bins) {
    const before = bins.reduce((sum, bin) => sum + bin.before, 0);
    const after = bins.reduce((sum, bin) => sum + bin.after, 0);
    let [best, most] = [undefined, 0];
    for (const bin of bins) {
        const term = psiTerm(bin, bins);
        if (bin.after / after > bin.before / before && term > most)
            [best, most] = [bin, term];
    }
    return best;
}
function inBin({ name }, { from, to }, evidence) {
    const side = from === Number.NEGATIVE_INFINITY ? 'low' : 'high';
    if (name === 'similarity')
        return similar(side, from, to);
    const image = Object.hasOwn(imageMeasures, name) ? imageMeasures[name] : undefined;
    if (image !== undefined)
        return byValue(image, side, from, to);
    const measure = textMeasures[name] ?? probedMeasure(name, evidence);
    return measure === undefined ? null : byMeasure(measure, side, from, to);
}
function inCategory({ name }, { has }, evidence) {
    switch (name) {
        case 'labels':
            return byLabel((label) => label !== null && has(label), () => 0);
        case 'scripts': {
            const script = scriptNames.findIndex(has);
            return script < 0 ? null : byMeasure((text) => scriptShare(text, script), 'high');
        }
        case 'formats':
            return inFormat(has);
        case 'languages':
            if (evidence.now.metrics.histograms.width.total > 0)
                return inCaptionLanguage(has);
            return inLanguage(has, evidence) ?? null;
        case 'pii':
            return withPii(has, evidence) ?? null;
        case 'fates':
            return withFate(has, evidence);
        case 'reasons':
            return withReason(has, evidence);
        default:
            return null;
    }
}
//# sourceMappingURL=drift-suspects.js.map