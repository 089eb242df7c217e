import { byCodeUnit } from '../core/code-unit-order.js';
import { numberStatistics, roundedShare } from './number-statistics.js';
import { measuredRecords } from './record-metrics.js';
/** Up to so many distinct values a column is one of labels, or up to that share of its rows and {@link mostLabels}. */
const fewLabels = 10;
const labelProportion = 0.2;
const mostLabels = 1000;
/**
 * Exact statistics of the columns of the kept records: `id`, `text` (or `image`, by its width, and `caption`) and `label`,
 * and of what is measured of each: `language`, `tokens` and `duplicates`. Texts count by their code points. A column without values is left out; `text` and
 * `id` are never labels.
 */
export function datasetStatistics(metrics, counts) {
    const documents = measuredRecords(metrics);
    const columns = [
        { column_name: 'id', column_type: 'string_text', column_statistics: numberStatistics(counts.idCharacters, 0) },
        ...(metrics.histograms.width.total === 0 ? [textColumn(counts)] : imageColumns(metrics, counts)),
        ...labelColumn(metrics, counts, documents),
        ...(Object.keys(metrics.languages).length === 0 ? [] : [labelsOf('language', metrics.languages, 0)]),
        ...(metrics.histograms.tokens.total === 0
            ? []
            : [intColumn('tokens', numberStatistics(counts.tokens, documents - metrics.histograms.tokens.total))]),
        intColumn('duplicates', numberStatistics(counts.duplicates, 0)),
    ];
    return { num_examples: documents, statistics: columns, partial: false };
}
function textColumn({ textCharacters }) {
    return { column_name: 'text', column_type: 'string_text', column_statistics: numberStatistics(textCharacters, 0) };
}
function imageColumns({ histograms }, counts) {
    const images = histograms.width.total;
    const captions = histograms.captionCharacters.total;
    const widths = numberStatistics(counts.imageWidths, 0);
    const lengths = captions === 0 ? [] : [numberStatistics(counts.captionCharacters, images - captions)];
    return [
        { column_name: 'image', column_type: 'image', column_statistics: widths },
        ...lengths.map((column_statistics) => ({
            column_name: 'caption',
            column_type: 'string_text',
            column_statistics,
        })),
    ];
}
function intColumn(name, statistics) {
    return { column_name: name, column_type: 'int', column_statistics: statistics };
}
function labelColumn(metrics, counts, documents) {
    const { labels, otherLabels } = metrics;
    const labelled = Object.values(labels).reduce((sum, count) => sum + count, otherLabels);
    if (labelled === 0)
        return [];
    // The viewer counts the missing value too.
    const distinct = Object.keys(labels).length + (labelled < documents ? 1 : 0);
    const few = distinct <= fewLabels || (distinct <= mostLabels && distinct / documents <= labelProportion);
    if (otherLabels === 0 && few)
        return [labelsOf('label', labels, documents - labelled)];
    const lengths = numberStatistics(counts.labelCharacters, documents - labelled);
    return [{ column_name: 'label', column_type: 'string_text', column_statistics: lengths }];
}
function labelsOf(name, frequencies, missing) {
    const counted = Object.values(frequencies).reduce((sum, count) => sum + count, 0);
    return {
        column_name: name,
        column_type: 'string_label',
        column_statistics: {
            nan_count: missing,
            nan_proportion: roundedShare(missing, missing + counted),
            no_label_count: 0,
            no_label_proportion: 0,
            n_unique: Object.keys(frequencies).length,
            frequencies: Object.fromEntries(Object.entries(frequencies).sort(([a], [b]) => byCodeUnit(a, b))),
        },
    };
}
//# sourceMappingURL=dataset-statistics.js.map