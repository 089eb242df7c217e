import { listVersions, readVersion } from '../../shards/catalogue.js';
import { readLatest } from '../../shards/latest.js';
import { metricsOfRows } from '../metric-rows.js';
import { readMetricRows } from '../read-metrics.js';
import { readTrend } from '../report/trend.js';
const mostVersions = 12;
/**
 * Reads what a version's page needs: 12 manifests, and the metrics tables of the version and of the one it drifted
 * from. Throws what {@link readVersion} throws.
 */
export async function readVersionData(storage, dataset, version) {
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
async function metricsOf(storage, manifest) {
    return metricsOfRows(await readMetricRows(storage, manifest));
}
//# sourceMappingURL=version-data.js.map