import { countText, numberText } from '../../quality/number-text.js';
import { terminalTable } from '../../quality/terminal-table.js';
/** What a classifier's judgement is to a person: its numbers, and what each threshold keeps. */
export function reportLines(report) {
    const { texts, accuracy, logLoss, auc, label, positives, thresholds } = report;
    const areas = Object.entries(auc);
    const own = auc[label] ?? null;
    const lines = [
        `${countText(texts)} texts: accuracy ${numberText(accuracy)}, log loss ${numberText(logLoss)}, AUC of ${label} ${areaText(own)}`,
    ];
    if (areas.length > 2) {
        const columns = [
            { heading: 'label', align: 'left' },
            { heading: 'AUC', align: 'right' },
        ];
        lines.push('', ...terminalTable(columns, areas.map(([name, area]) => [name, areaText(area)])));
    }
    const columns = ['threshold', 'kept', 'precision', 'recall'].map((heading) => ({ heading, align: 'right' }));
    const rows = thresholds.map(({ threshold, kept, precision, recall }) => [
        String(threshold),
        countText(kept),
        areaText(precision),
        areaText(recall),
    ]);
    return [...lines, '', `${label}: ${countText(positives)} of them`, ...terminalTable(columns, rows)];
}
function areaText(value) {
    return value === null ? '–' : numberText(value);
}
/** The report as JSON gives it: without the points of the curve. */
export function reportJson({ curve: _, ...report }) {
    return report;
}
//# sourceMappingURL=report-lines.js.map