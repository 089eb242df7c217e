import type { Storage } from '../../storage/storage.ts';
import { type RunConfig, type RunVersion, versionsLearned } from '../run-config.ts';
import { readRunRecord } from './run-record.ts';

/** A training run, and the version that it read. */
export interface VersionRun {
  readonly run: string;
  readonly version: number;
  readonly manifestSha256: string;
}

/**
 * The runs of a store that learned from one of some versions of a dataset or were judged on it, and those that began with the weights of one of these.
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
  const holding = (config: RunConfig): RunVersion | undefined =>
    [...versionsLearned(config), config.data].find(
      (version) => version.dataset === dataset && manifests.has(version.manifestSha256),
    );
  const seen = new Set<string>();
  for (let before = -1; before !== seen.size; ) {
    before = seen.size;
    for (const config of records) {
      const { run, from } = config;
      if (holding(config) !== undefined || (from !== null && seen.has(from))) seen.add(run);
    }
  }
  return records.flatMap((config) => {
    const { version, manifestSha256 } = holding(config) ?? config.data;
    return seen.has(config.run) ? [{ run: config.run, version, manifestSha256 }] : [];
  });
}
