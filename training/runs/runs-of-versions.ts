import type { Storage } from '../../storage/storage.ts';
import { readRunRecord } from './run-record.ts';

/** A training run, and the version that it read. */
export interface VersionRun {
  readonly run: string;
  readonly version: number;
  readonly manifestSha256: string;
}

/**
 * The runs of a store that read one of some versions of a dataset, and those that began with the weights of one of these.
 * Costs a read of every run's settings.
 */
export async function runsOfVersions(
  storage: Storage,
  dataset: string,
  manifests: ReadonlySet<string>,
): Promise<readonly VersionRun[]> {
  const records = [];
  for (const run of await storage.folders('runs/')) {
    const folder = `runs/${run}`;
    if ((await storage.size(`${folder}/run.json`)) !== undefined) records.push(await readRunRecord(storage, folder));
  }
  const seen = new Set<string>();
  for (let before = -1; before !== seen.size; ) {
    before = seen.size;
    for (const { run, data, from } of records) {
      const read = data.dataset === dataset && manifests.has(data.manifestSha256);
      if (read || (from !== null && seen.has(from))) seen.add(run);
    }
  }
  return records.flatMap(({ run, data: { version, manifestSha256 } }) =>
    seen.has(run) ? [{ run, version, manifestSha256 }] : [],
  );
}
