import type { Manifest } from '../shards/manifest.ts';
import { type MetricRow, readMetrics } from '../shards/metrics.ts';
import type { Storage } from '../storage/storage.ts';

/** All rows of a version's metrics table. */
export async function readMetricRows(
  storage: Storage,
  { dataset, metrics }: Pick<Manifest, 'dataset' | 'metrics'>,
): Promise<readonly MetricRow[]> {
  const tables = await Promise.all(metrics.map(({ file }) => readMetrics(storage, `${dataset}/${file}`)));
  return tables.flat();
}
