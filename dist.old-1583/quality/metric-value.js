import { familyOf } from './metric-names.js';
import { labelCharacters } from './record-metrics.js';
/**
 * A version's number by name, rounded to the millionth: of its summary, or of a family, where a member that the version
 * has none of counts 0. Null where the version has no such number, nor any of its family.
 */
export function metricValue(name, numbers) {
    const known = Object.hasOwn(numbers.summary, name) ? numbers.summary[name] : undefined;
    if (known !== undefined)
        return known;
    const named = familyOf(name);
    if (named === undefined)
        return null;
    const value = familyValue(named.family.prefix, named.rest, numbers);
    return value === null ? null : Math.round(value * 1e6) / 1e6;
}
function familyValue(prefix, rest, numbers) {
    const { metrics, records, reasons, sources } = numbers;
    switch (prefix) {
        case 'reason':
            return share(reasons, rest, records.in);
        case 'label':
            return share(metrics.labels, rest.slice(0, labelCharacters), totalOf(metrics.labels) + metrics.otherLabels);
        case 'language':
            return share(metrics.languages, rest, totalOf(metrics.languages));
        case 'tokensPerCharacter': {
            const size = Object.hasOwn(metrics.languageSizes, rest) ? metrics.languageSizes[rest] : undefined;
            return size === undefined || size.characters === 0 ? null : size.tokens / size.characters;
        }
        case 'format':
            return share(metrics.formats, rest, metrics.histograms.width.total);
        case 'source': {
            const [place = '', fate] = rest.split('.');
            const counts = sources?.[Number(place) - 1]?.records;
            return counts === undefined ? null : share(counts, fate ?? '', counts.in);
        }
        default:
            return null;
    }
}
function share(counts, key, whole) {
    if (whole === 0)
        return null;
    return (Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0) / whole;
}
function totalOf(counts) {
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
//# sourceMappingURL=metric-value.js.map