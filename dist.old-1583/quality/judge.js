import { readVersion } from '../shards/catalogue.js';
import { readLatest } from '../shards/latest.js';
import { checkColumns } from './column-checks.js';
import { distributionOf } from './distributions.js';
import { driftOf, hasValues, measuredOf } from './drift.js';
import { largestClusters, needsClusters } from './fate-suspects.js';
import { gatesPassed, metricResult } from './gates.js';
import { guiltyRecords } from './guilty-records.js';
import { metricValue } from './metric-value.js';
import { suspectsOf } from './suspects.js';
import { needsProbes } from './text-probes.js';
/**
 * Holds a version that is about to be committed to its recipe's gates, against fixed limits and against the dataset's
 * last good version. Names up to 20 guilty records of each gate that fails.
 *
 * Cost: the metrics tables of both versions; for a column gate, that column of all document shards, and 8 bytes of
 * memory for each document where it is `unique`; where a gate failed, one read of fates, of documents, or of both.
 */
export async function judge(storage, draft, gates, openProbes) {
    const now = await measuredOf(storage, draft);
    const compared = await compareWithLatest(storage, draft.dataset, now);
    const numberOf = (metric) => metricValue(metric, { ...draft, metrics: now.metrics });
    const columns = await checkColumns(storage, draft, gates.filter(isColumnGate));
    const judged = gates.map((gate) => {
        const finding = isColumnGate(gate) ? columns.get(gate) : undefined;
        if (finding !== undefined)
            return { result: finding.result, finding };
        if (isColumnGate(gate))
            throw new TypeError('a column gate was not looked at');
        return { result: metricResult(gate, numberOf, compared?.last ?? null), finding };
    });
    const results = await withRecords(storage, draft, judged, { now, before: compared?.before ?? null, openProbes });
    return { drift: compared?.drift ?? null, gates: results, gatesPassed: gatesPassed(results) };
}
/** How far a version is from the one that `latest` names; null where it names none. */
async function compareWithLatest(storage, dataset, now) {
    const latest = await readLatest(storage, dataset);
    if (latest === undefined)
        return null;
    const { manifest, sha256 } = await readVersion(storage, dataset, latest.version);
    const before = await measuredOf(storage, manifest);
    const metrics = driftOf(before, now);
    const last = {
        version: manifest.version,
        numberOf: (metric) => metricValue(metric, { ...manifest, metrics: before.metrics }),
        drift: metrics,
        had: (name) => {
            const distribution = distributionOf(name);
            return distribution !== undefined && hasValues(distribution, before);
        },
    };
    return { last, before, drift: { against: { version: manifest.version, sha256 }, metrics } };
}
/** Results with the records to blame for those that failed. */
async function withRecords(storage, draft, judged, known) {
    const failed = judged.filter(({ result }) => !result.passed);
    const metrics = failed.map(({ result }) => result.metric);
    const clusters = metrics.some(needsClusters)
        ? await largestClusters(storage, draft, draft.records.merged)
        : new Map();
    const probes = metrics.some(needsProbes) ? ((await known.openProbes?.()) ?? null) : null;
    const evidence = { now: known.now, before: known.before, reasons: draft.reasons, clusters, probes };
    const suspected = failed.flatMap(({ result, finding }) => {
        const suspects = suspectsOf(result, evidence, finding);
        return suspects === null ? [] : [{ result, suspects }];
    });
    const records = await guiltyRecords(storage, draft, suspected.map(({ suspects }) => suspects));
    return judged.map(({ result }) => {
        const found = records[suspected.findIndex((each) => each.result === result)];
        return found === undefined ? result : { ...result, records: found };
    });
}
function isColumnGate(gate) {
    return 'column' in gate;
}
//# sourceMappingURL=judge.js.map