import { byCodeUnit } from './code-unit-order.js';
export const emptyLedger = { in: 0, kept: 0, dropped: 0, merged: 0, quarantined: 0, reasons: {} };
/** The ledger of some fates. `in` counts the rows: whether they are all the inputs is for {@link balances}. */
export function ledgerOf(fates) {
    const counts = { kept: 0, dropped: 0, merged: 0, quarantined: 0 };
    const reasons = new Map();
    let total = 0;
    for (const row of fates) {
        total++;
        counts[row.fate]++;
        if (row.fate === 'kept')
            continue;
        const key = `${row.stage}.${row.reason}`;
        reasons.set(key, (reasons.get(key) ?? 0) + 1);
    }
    return { in: total, ...counts, reasons: sorted(reasons) };
}
/** The sum of ledgers; the keys of `reasons` come out in code-unit order. */
export function sumLedgers(ledgers) {
    const sum = { in: 0, kept: 0, dropped: 0, merged: 0, quarantined: 0 };
    const reasons = new Map();
    for (const ledger of ledgers) {
        for (const key of ['in', 'kept', 'dropped', 'merged', 'quarantined'])
            sum[key] += ledger[key];
        for (const [reason, count] of Object.entries(ledger.reasons))
            reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    }
    return { ...sum, reasons: sorted(reasons) };
}
/** True where every one of `inputs` records has exactly one fate and every record not kept has a reason. */
export function balances(ledger, inputs) {
    const fates = ledger.kept + ledger.dropped + ledger.merged + ledger.quarantined;
    const explained = Object.values(ledger.reasons).reduce((sum, count) => sum + count, 0);
    return ledger.in === inputs && fates === inputs && explained === inputs - ledger.kept;
}
function sorted(counts) {
    return Object.fromEntries([...counts].sort(([a], [b]) => byCodeUnit(a, b)));
}
//# sourceMappingURL=ledger.js.map