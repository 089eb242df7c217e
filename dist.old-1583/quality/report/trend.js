import { errorToData } from '../../core/errors.js';
import { listVersions, readVersion } from '../../shards/catalogue.js';
const mostVersions = 60;
/** The last `most` versions up to `manifest`'s own. Reads the manifests of the others. */
export async function readTrend(storage, manifest, most = mostVersions) {
    const before = (await listVersions(storage, manifest.dataset)).filter((version) => version < manifest.version);
    const versions = [];
    let unreadable = 0;
    for (const version of before.slice(1 - most)) {
        try {
            const { records, tokens, summary, gatesPassed } = (await readVersion(storage, manifest.dataset, version))
                .manifest;
            versions.push({ version, records, tokens, summary, gatesPassed });
        }
        catch (error) {
            if (errorToData(error).code !== 'bad-manifest')
                throw error;
            unreadable++;
        }
    }
    return { versions: [...versions, manifest], unreadable };
}
//# sourceMappingURL=trend.js.map