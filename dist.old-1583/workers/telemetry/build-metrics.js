/**
 * All metrics of Millrace's own. Counters are of the process that measured them since it began; a gauge holds what the
 * process saw last. No label names a run, a version or a record, so that the series stay as few as datasets and gates.
 */
export const buildMetrics = {
    builds: counter('millrace_builds_total', ['dataset', 'outcome'], 'Builds that ended: finished, gates-failed, failed'),
    seconds: {
        name: 'millrace_build_seconds',
        kind: 'histogram',
        labels: ['dataset', 'outcome'],
        meaning: 'Time from the start of a build to its end',
    },
    records: counter('millrace_records_total', ['dataset', 'fate'], 'Records of the versions that were built, by fate'),
    tokens: counter('millrace_tokens_total', ['dataset'], 'Tokens of the versions that were built'),
    version: gauge('millrace_version', ['dataset'], 'Newest version'),
    latest: gauge('millrace_latest_version', ['dataset'], 'Version that latest names; it stays where gates failed'),
    keptRatio: gauge('millrace_dataset_kept_ratio', ['dataset'], 'Share of the records read that were kept'),
    gatePassed: gauge('millrace_gate_passed', ['dataset', 'metric', 'severity'], '1 where the gate passed, else 0'),
    gatesFailed: counter('millrace_gates_failed_total', ['dataset', 'metric', 'severity'], 'Versions that failed the gate'),
    drift: gauge('millrace_drift_psi', ['dataset', 'metric'], 'Population stability index to the last good version'),
    lastGood: gauge('millrace_last_good_timestamp_seconds', ['dataset'], 'When a version was last built whose gates passed, since 1970'),
    jobs: counter('millrace_jobs_total', ['dataset', 'phase'], 'Jobs done; what an earlier attempt left is not counted'),
    phaseRecords: counter('millrace_phase_records_total', ['dataset', 'phase'], 'Records that went through these jobs'),
};
/** Upper bounds of `millrace_build_seconds`. */
export const buildSecondsBuckets = [1, 5, 15, 60, 300, 900, 3600, 10_800, 43_200];
/** Adds to, sets, or records a metric. A count must be whole. */
export function measure(meter, metric, value, tags) {
    const { name, kind, meaning } = metric;
    if (kind === 'counter')
        meter.createCounter(name, '', meaning).add(value, tags);
    else if (kind === 'gauge')
        meter.createGauge(name, 'float', '', meaning).set(value, tags);
    else
        meter.createHistogram(name, 'float', '', meaning).record(value, tags);
}
function counter(name, labels, meaning) {
    return { name, kind: 'counter', labels, meaning };
}
function gauge(name, labels, meaning) {
    return { name, kind: 'gauge', labels, meaning };
}
//# sourceMappingURL=build-metrics.js.map