import { byCodeUnit } from '../core/code-unit-order.js';
import { fateNames } from '../core/fate.js';
import { countText, shareText } from './number-text.js';
import { terminalTable } from './terminal-table.js';
/** The reasons of a ledger, most frequent first. Its keys are `stage.reason`; a stage's name has no point. */
export function reasonCounts(reasons) {
    return Object.entries(reasons)
        .sort(([keyA, a], [keyB, b]) => b - a || byCodeUnit(keyA, keyB))
        .map(([key, count]) => {
        const point = key.indexOf('.');
        return { stage: key.slice(0, point), reason: key.slice(point + 1), count };
    });
}
/** Lines for a terminal: what became of the records, then why, most frequent reason first; at most `width` columns. */
export function fatesTable({ reasons, ...records }, width = 100) {
    const row = (name, count) => [name, countText(count), shareText(count, records.in)];
    const outcome = terminalTable([
        { heading: 'records', align: 'left' },
        { heading: countText(records.in), align: 'right' },
        { heading: '', align: 'right' },
    ], fateNames.map((fate) => row(fate, records[fate])), width);
    const why = reasonCounts(reasons);
    if (why.length === 0)
        return outcome;
    const table = terminalTable([
        { heading: 'stage', align: 'left' },
        { heading: 'reason', align: 'left' },
        { heading: 'records', align: 'right' },
        { heading: 'share', align: 'right' },
    ], why.map(({ stage, reason, count }) => [stage, ...row(reason, count)]), width);
    return [...outcome, '', ...table];
}
//# sourceMappingURL=fates-table.js.map