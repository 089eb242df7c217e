import { byValue } from './by-value.js';
import { repeatedLineShare } from './line-repetition.js';
import { mostFrequent } from './most-frequent.js';
import { labelCharacters } from './record-metrics.js';
import { countCharacters, scriptNames } from './script-counts.js';
/**
 * The kept documents that made a metric too low or too high: the longest or shortest, those of one label or script.
 * Undefined where the metric is of something else, or where no document is to blame.
 */
export function documentSuspects(metric, side, evidence) {
    const [name = '', ...rest] = metric.split('.');
    const measure = textMeasures[name];
    if (measure !== undefined && (rest[0] !== 'total' || side === 'high'))
        return byMeasure(measure, side);
    switch (name) {
        case 'label':
        case 'labels':
            return labelSuspects(metric, side, evidence);
        case 'script': {
            const script = scriptIndex(rest[0]);
            return script < 0 ? undefined : byMeasure((text) => scriptShare(text, script), side);
        }
        default:
            return undefined;
    }
}
/** What is measured of a text, by the first word of the metrics that count it. */
export const textMeasures = {
    length: (text) => countCharacters(text).characters,
    characters: (text) => countCharacters(text).characters,
    words: (text) => countCharacters(text).words,
    repetition: (text) => Math.round(1e6 * repeatedLineShare(text)) / 1e6,
};
/** Documents by what is measured of their text, the least or the greatest first, of those in [from, to). */
export function byMeasure(measure, side, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY) {
    return byValue({ columns: ['text'], of: ({ text }) => measure(text) }, side, from, to);
}
/** Documents whose label, as metrics count it, passes a test; null for those without a label. */
export function byLabel(isOne, weightOf) {
    return {
        from: 'documents',
        columns: ['label'],
        blame: ({ label }) => {
            const counted = label === null ? null : label.slice(0, labelCharacters);
            return isOne(counted) ? { weight: counted === null ? 0 : weightOf(counted), value: counted } : undefined;
        },
    };
}
/** The place of a script among those that are counted; negative for none. */
export function scriptIndex(name) {
    return scriptNames.map(String).indexOf(name ?? '');
}
/** The share of a text's letters that are of one script. */
export function scriptShare(text, script) {
    const { letters } = countCharacters(text);
    const all = letters.reduce((sum, count) => sum + count, 0);
    return all === 0 ? 0 : Math.round((1e6 * (letters[script] ?? 0)) / all) / 1e6;
}
function labelSuspects(metric, side, { now }) {
    const counts = new Map(Object.entries(now.metrics.labels));
    const alike = () => 0;
    if (metric === 'labels.ratio')
        return side === 'low' ? byLabel((label) => label === null, alike) : undefined;
    if (metric === 'labels.distinct') {
        if (side === 'low')
            return undefined;
        return byLabel((label) => label !== null, (label) => -(counts.get(label) ?? 0));
    }
    const wanted = metric.startsWith('label.') ? metric.slice('label.'.length, 'label.'.length + labelCharacters) : null;
    if (side === 'high' && wanted !== null)
        return byLabel((label) => label === wanted, alike);
    if (side === 'low' && wanted === null)
        return undefined;
    const dominating = mostFrequent(now.metrics.labels, wanted ?? undefined);
    return dominating === undefined ? undefined : byLabel((label) => label === dominating, alike);
}
//# sourceMappingURL=document-suspects.js.map