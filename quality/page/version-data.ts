import { listVersions, readVersion } from '../../shards/catalogue.ts';
import { readLatest } from '../../shards/latest.ts';
import type { Manifest } from '../../shards/manifest.ts';
import type { Storage } from '../../storage/storage.ts';
import { metricsOfRows } from '../metric-rows.ts';
import { readMetricRows } from '../read-metrics.ts';
import type { RecordMetrics } from '../record-metrics.ts';
import { readTrend, type TrendVersion } from '../report/trend.ts';

const mostVersions = 12;

/** What a version's page tells of: the version, those before it, and what `latest` names. */
export interface VersionData {
  readonly manifest: Manifest;
  readonly manifestSha256: string;
  readonly metrics: RecordMetrics;
  /** The version that drift was measured against; null where there is none, or it is gone. */
  readonly before: RecordMetrics | null;
  /** The version that `latest` names; null for none. */
  readonly latest: number | null;
  /** Up to 12 versions that end with this one, ascending; those whose manifest is damaged are passed over. */
  readonly history: readonly TrendVersion[];
}

/**
 * Reads what a version's page needs: 12 manifests, and the metrics tables of the version and of the one it drifted
 * from. Throws what {@link readVersion} throws.
 */
export async function readVersionData(storage: Storage, dataset: string, version: number): Promise<VersionData> {
  const { manifest, sha256 } = await readVersion(storage, dataset, version);
  const against = manifest.drift?.against.version;
  const known = against !== undefined && (await listVersions(storage, dataset)).includes(against);
  return {
    manifest,
    manifestSha256: sha256,
    metrics: await metricsOf(storage, manifest),
    before: known ? await metricsOf(storage, (await readVersion(storage, dataset, against)).manifest) : null,
    latest: (await readLatest(storage, dataset))?.version ?? null,
    history: (await readTrend(storage, manifest, mostVersions)).versions,
  };
}

async function metricsOf(storage: Storage, manifest: Manifest): Promise<RecordMetrics> {
  return metricsOfRows(await readMetricRows(storage, manifest));
}
