import { Runtime } from '@temporalio/worker';
import { buildMetrics, measure } from './build-metrics.js';
/** Counts a job that was done here, and the records that went through it. */
export function countJob(dataset, phase, records) {
    const { metricMeter } = Runtime.instance();
    measure(metricMeter, buildMetrics.jobs, 1, { dataset, phase });
    measure(metricMeter, buildMetrics.phaseRecords, records, { dataset, phase });
}
//# sourceMappingURL=count-job.js.map