import { noopMetricMeter } from '@temporalio/common';
import { fateNames } from '../../core/fate.js';
import { readLatest } from '../../shards/latest.js';
import { buildMetrics, measure } from './build-metrics.js';
const outcomes = ['finished', 'gates-failed', 'failed', 'cancelled'];
/** Gates, and distributions, of a dataset that have series of their own: a recipe may list any number. */
const mostSeries = 50;
/** Measures what an announcement tells. All is read first, so that an attempt that fails has counted nothing. */
export async function recordAnnouncement(meter, announced) {
    if (meter === noopMetricMeter)
        return;
    const { announcement, storage } = announced;
    const { dataset, kind, at } = announcement;
    if (kind === 'started') {
        // A counter that appears with its first event hides that event from rates.
        for (const outcome of outcomes)
            measure(meter, buildMetrics.builds, 0, { dataset, outcome });
        for (const fate of fateNames)
            measure(meter, buildMetrics.records, 0, { dataset, fate });
        measure(meter, buildMetrics.tokens, 0, { dataset });
        return;
    }
    const latest = await readLatest(storage, dataset);
    const tellLatest = () => {
        if (latest !== undefined)
            measure(meter, buildMetrics.latest, latest.version, { dataset });
    };
    if (kind === 'approved' || kind === 'rejected')
        return tellLatest();
    const manifest = await announced.manifest();
    const run = await announced.run();
    tellLatest();
    measure(meter, buildMetrics.builds, 1, { dataset, outcome: kind });
    const seconds = (Date.parse(at) - run.startedAt.getTime()) / 1000;
    measure(meter, buildMetrics.seconds, Math.max(0, seconds), { dataset, outcome: kind });
    if (manifest !== null)
        measureVersion(meter, manifest);
    if (kind === 'finished')
        measure(meter, buildMetrics.lastGood, Date.parse(at) / 1000, { dataset });
}
function measureVersion(meter, manifest) {
    const { dataset, version, records, tokens, gates, drift } = manifest;
    measure(meter, buildMetrics.version, version, { dataset });
    for (const fate of fateNames)
        measure(meter, buildMetrics.records, records[fate], { dataset, fate });
    measure(meter, buildMetrics.tokens, tokens, { dataset });
    if (records.in > 0)
        measure(meter, buildMetrics.keptRatio, records.kept / records.in, { dataset });
    for (const { metric, severity, passed } of gates.slice(0, mostSeries)) {
        measure(meter, buildMetrics.gatePassed, passed ? 1 : 0, { dataset, metric, severity });
        measure(meter, buildMetrics.gatesFailed, passed ? 0 : 1, { dataset, metric, severity });
    }
    for (const [metric, { psi }] of Object.entries(drift?.metrics ?? {}).slice(0, mostSeries)) {
        measure(meter, buildMetrics.drift, psi, { dataset, metric });
    }
}
//# sourceMappingURL=record-announcement.js.map