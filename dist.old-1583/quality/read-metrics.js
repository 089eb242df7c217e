import { readMetrics } from '../shards/metrics.js';
/** All rows of a version's metrics table. */
export async function readMetricRows(storage, { dataset, metrics }) {
    const tables = await Promise.all(metrics.map(({ file }) => readMetrics(storage, `${dataset}/${file}`)));
    return tables.flat();
}
//# sourceMappingURL=read-metrics.js.map