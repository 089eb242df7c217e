import { byCodeUnit } from '../core/code-unit-order.js';
import { piiKinds } from '../core/pii-kind.js';
import { filledBins, histogramOfBins } from './histogram.js';
import { histogramKinds, histogramNames, histogramsOf } from './record-metrics.js';
import { scriptNames } from './script-counts.js';
const extents = ['total', 'sum', 'min', 'max'];
/**
 * All numbers of some metrics as rows of a version's metrics table, in a fixed order; a few hundred. By `metric`:
 *
 * - `NAME`: the histogram's `total`, `sum`, `min` or `max`, as `key` says, in the integer unit of its kind.
 * - `NAME.bin`: how many values fall into the bin that begins at `key`.
 * - `letters`: letters of the script `key`. `labels`: documents with the label `key`. `labels.other`: those of the rest.
 * - `languages`: documents, or captions, in the language `key`. `formats`: images of the format `key`.
 * - `languages.characters`, `languages.tokens`: code points and tokens of the documents in the language `key`.
 * - `pii`: documents that hold personal data of the kind `key`. `pii.any`: of any kind. `pii.searched`: those looked at.
 */
export function metricRows(metrics) {
    const rows = histogramNames.flatMap((name) => {
        const histogram = metrics.histograms[name];
        return [
            ...extents.map((key) => ({ metric: name, key, value: histogram[key] })),
            ...filledBins(histogram).map(({ from, count }) => ({ metric: `${name}.bin`, key: String(from), value: count })),
        ];
    });
    const letters = scriptNames.map((key, index) => ({ metric: 'letters', key, value: metrics.letters[index] ?? 0 }));
    const labels = Object.entries(metrics.labels).map(([key, value]) => ({ metric: 'labels', key, value }));
    const languages = Object.entries(metrics.languages).map(([key, value]) => ({ metric: 'languages', key, value }));
    const sizes = Object.entries(metrics.languageSizes).flatMap(([key, { characters, tokens }]) => [
        { metric: 'languages.characters', key, value: characters },
        { metric: 'languages.tokens', key, value: tokens },
    ]);
    const formats = Object.entries(metrics.formats).map(([key, value]) => ({ metric: 'formats', key, value }));
    const pii = piiKinds.map((key, place) => ({ metric: 'pii', key, value: metrics.pii[place] ?? 0 }));
    return [
        ...rows,
        ...letters,
        ...labels,
        { metric: 'labels.other', key: null, value: metrics.otherLabels },
        ...languages,
        ...sizes,
        ...formats,
        ...pii,
        { metric: 'pii.any', key: null, value: metrics.piiAny },
        { metric: 'pii.searched', key: null, value: metrics.piiSearched },
    ];
}
/** The metrics that {@link metricRows} made the rows of. Rows of other metrics are ignored; missing ones count 0. */
export function metricsOfRows(rows) {
    const byMetric = new Map();
    for (const { metric, key, value } of rows) {
        const keys = byMetric.get(metric) ?? new Map();
        byMetric.set(metric, keys.set(key ?? '', value));
    }
    const number = (metric, key) => byMetric.get(metric)?.get(key) ?? 0;
    return {
        histograms: histogramsOf((name) => {
            const [total, sum, min, max] = extents.map((key) => number(name, key));
            const bins = [...(byMetric.get(`${name}.bin`) ?? [])].map(([from, count]) => ({ from: Number(from), count }));
            return histogramOfBins(histogramKinds[name], { total, sum, min, max }, bins);
        }),
        letters: scriptNames.map((script) => number('letters', script)),
        labels: sorted(byMetric.get('labels')),
        otherLabels: number('labels.other', ''),
        languages: sorted(byMetric.get('languages')),
        languageSizes: Object.fromEntries(Object.entries(sorted(byMetric.get('languages.characters'))).map(([code, characters]) => [
            code,
            { characters, tokens: number('languages.tokens', code) },
        ])),
        formats: sorted(byMetric.get('formats')),
        pii: piiKinds.map((kind) => number('pii', kind)),
        piiSearched: number('pii.searched', ''),
        piiAny: number('pii.any', ''),
    };
}
function sorted(counts = new Map()) {
    return Object.fromEntries([...counts].sort(([a], [b]) => byCodeUnit(a, b)));
}
const vocabularyKeys = ['size', 'used', 'usedTenTimes', 'tokens', 'mostFrequent', 'perplexity'];
/** The use of a vocabulary as rows: metric `vocabulary`, its counts and its unigram `perplexity` by `key`. */
export function vocabularyRows(use) {
    return vocabularyKeys.map((key) => ({ metric: 'vocabulary', key, value: use[key] }));
}
//# sourceMappingURL=metric-rows.js.map