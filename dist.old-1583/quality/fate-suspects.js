import { reasonCategory } from './distributions.js';
import { mostGuilty } from './guilty-records.js';
import { fateRows } from './stored-rows.js';
import { countBits, textBits } from './text-bits.js';
/**
 * The records whose fates made a metric too low or too high; undefined where the metric is of something else, or where
 * no record is to blame. Among fates of several reasons the most frequent reason comes first.
 */
export function fateSuspects(metric, side, evidence) {
    const [name = '', ...rest] = metric.split('.');
    switch (name) {
        case 'kept':
            return withFate((fate) => (fate === name) === (side === 'high'), evidence);
        case 'dropped':
        case 'merged':
        case 'quarantined':
            return side === 'high' ? withFate((fate) => fate === name, evidence) : undefined;
        case 'reason':
            return side === 'high' ? withReason((reason) => reason === rest.join('.'), evidence) : undefined;
        case 'similarity':
            return similar(side);
        case 'duplicates':
            return side === 'high' ? inClusters(evidence) : undefined;
        default:
            return undefined;
    }
}
/** Records with one of some fates; their reasons are the evidence. */
export function withFate(has, evidence) {
    return suspects(evidence, ({ fate }) => has(fate), (row) => (row.fate === 'kept' ? null : reasonCategory(row)));
}
/** Records with one of some reasons, `stage.reason`, or `kept`; what was measured of them is the evidence. */
export function withReason(has, evidence) {
    return suspects(evidence, (row) => has(reasonCategory(row)), ({ value, similarity }) => value ?? similarity);
}
/** Merged records by how similar they are to the one that was kept. */
export function similar(side, from = 0, to = Number.POSITIVE_INFINITY) {
    return {
        from: 'fates',
        blame: ({ similarity }) => {
            if (similarity === null || similarity < from || similarity >= to)
                return undefined;
            return { weight: side === 'high' ? similarity : -similarity, value: similarity };
        },
    };
}
/** Whether {@link fateSuspects} looks at the clusters of duplicates for a metric. */
export function needsClusters(metric) {
    return metric.startsWith('duplicates.');
}
/**
 * The largest clusters of duplicates, as many as have 20 merged records: the records of each by the bits of the id that
 * they were merged into. One read of the fates, and 8 bytes for each merged record.
 */
export async function largestClusters(storage, stored, merged) {
    const all = new BigUint64Array(merged);
    let count = 0;
    for await (const rows of fateRows(storage, stored)) {
        for (const { into } of rows)
            if (into !== null)
                all[count++] = textBits(into);
    }
    const largest = [];
    for (const cluster of countBits(all.subarray(0, count))) {
        const least = largest.at(-1);
        if (largest.length >= mostGuilty && least !== undefined && cluster[1] <= least[1])
            continue;
        largest.push(cluster);
        largest.sort((a, b) => b[1] - a[1]);
        if (largest.length > mostGuilty)
            largest.pop();
    }
    return new Map(largest.map(([bits, members]) => [bits, members + 1]));
}
function inClusters({ clusters }) {
    return {
        from: 'fates',
        blame: ({ into }) => {
            const size = into === null ? undefined : clusters.get(textBits(into));
            return size === undefined ? undefined : { weight: size, value: size };
        },
    };
}
/** Records of the most frequent reason first, and of these the ones farthest beyond their limit. */
function suspects({ reasons }, isOne, evidenceOf) {
    return {
        from: 'fates',
        blame: (row) => {
            if (!isOne(row))
                return undefined;
            const reason = reasonCategory(row);
            const frequency = Object.hasOwn(reasons, reason) ? (reasons[reason] ?? 0) : 0;
            return { weight: frequency + excess(row), value: evidenceOf(row) };
        },
    };
}
/** How far a value is beyond its limit, in [0, 1). */
function excess({ value, limit }) {
    if (value === null || limit === null)
        return 0;
    const distance = Math.abs(value - limit) / Math.max(1e-9, Math.abs(limit));
    return Number.isFinite(distance) ? Math.min(0.999, distance / (1 + distance)) : 0.999;
}
//# sourceMappingURL=fate-suspects.js.map