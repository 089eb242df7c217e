import { countText } from '../../quality/number-text.js';
import { terminalTable } from '../../quality/terminal-table.js';
/** Each model that was held against naive Bayes beside it, and which of the two is right more often. */
export function verdictLines(evaluations) {
    return evaluations.flatMap(({ name, samples, metrics, against }) => {
        const baseline = against['naive-bayes'];
        if (baseline === undefined)
            return [];
        const columns = [
            { heading: `${countText(samples)} mails`, align: 'left' },
            { heading: 'naive Bayes', align: 'right' },
            { heading: name, align: 'right' },
        ];
        const rows = Object.entries(metrics).map(([metric, value]) => [
            metric,
            baseline[metric]?.toFixed(4) ?? '',
            value.toFixed(4),
        ]);
        const [ours = 0, theirs = 0] = [metrics['accuracy'], baseline['accuracy']];
        const verdict = ours === theirs
            ? 'Both are right equally often.'
            : `${ours > theirs ? name : 'Naive Bayes'} is right more often.`;
        return [...terminalTable(columns, rows), '', verdict];
    });
}
//# sourceMappingURL=verdict.js.map