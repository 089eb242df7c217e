import { readVersionData } from '../quality/page/version-data.ts';
import { renderVersionPage } from '../quality/page/version-page.ts';
import type { Storage } from '../storage/storage.ts';
import type { VersionPage } from '../workflows/contract.ts';

/** A version as the Temporal UI shows it. */
export async function versionPage(storage: Storage, dataset: string, version: number): Promise<VersionPage> {
  return renderVersionPage(await readVersionData(storage, dataset, version));
}
