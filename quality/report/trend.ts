import { errorToData } from '../../core/errors.ts';
import { listVersions, readVersion } from '../../shards/catalogue.ts';
import type { Manifest } from '../../shards/manifest.ts';
import type { Storage } from '../../storage/storage.ts';

/** What a trend shows of one version. */
export type TrendVersion = Pick<Manifest, 'version' | 'records' | 'tokens' | 'summary' | 'gatesPassed'>;

/** Versions of a dataset up to one of them, ascending, and how many of them could not be read. */
export interface Trend {
  readonly versions: readonly TrendVersion[];
  readonly unreadable: number;
}

const mostVersions = 60;

/** The last `most` versions up to `manifest`'s own. Reads the manifests of the others. */
export async function readTrend(storage: Storage, manifest: Manifest, most = mostVersions): Promise<Trend> {
  const before = (await listVersions(storage, manifest.dataset)).filter((version) => version < manifest.version);
  const versions: TrendVersion[] = [];
  let unreadable = 0;
  for (const version of before.slice(1 - most)) {
    try {
      const { records, tokens, summary, gatesPassed } = (await readVersion(storage, manifest.dataset, version))
        .manifest;
      versions.push({ version, records, tokens, summary, gatesPassed });
    } catch (error) {
      if (errorToData(error).code !== 'bad-manifest') throw error;
      unreadable++;
    }
  }
  return { versions: [...versions, manifest], unreadable };
}
