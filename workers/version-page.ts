import { readVersion } from '../shards/catalogue.ts';
import type { Storage } from '../storage/storage.ts';
import type { VersionPage } from '../workflows/contract.ts';

/** A version as the Temporal UI shows it. */
export async function versionPage(storage: Storage, dataset: string, version: number): Promise<VersionPage> {
  const { manifest } = await readVersion(storage, dataset, version);
  const name = `${manifest.dataset}@${manifest.version}`;
  return { summary: name, page: `## ${name}` };
}
