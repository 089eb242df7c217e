import type { Storage } from '../../storage/storage.ts';
import { versionsLearned } from '../run-config.ts';
import { recordedRuns } from './recorded-runs.ts';

/** A training run that read some versions of a dataset, or none but began with the weights of a run that did. */
export interface VersionRun {
  readonly run: string;
  readonly versions: readonly number[];
  readonly from: string | null;
}

/**
 * The runs of a store that learned from some versions of a dataset or were judged on one, alone or in a mix, and those
 * that began with the weights of such a run. `manifests` are the versions' SHA-256. Costs a read of every run's settings.
 */
export async function runsOfVersions(
  storage: Storage,
  dataset: string,
  manifests: ReadonlySet<string>,
): Promise<readonly VersionRun[]> {
  const runs: VersionRun[] = [];
  for await (const config of recordedRuns(storage)) {
    const read = [...versionsLearned(config), config.data].filter(
      (each) => each.dataset === dataset && manifests.has(each.manifestSha256),
    );
    const versions = [...new Set(read.map(({ version }) => version))].sort((a, b) => a - b);
    runs.push({ run: config.run, versions, from: config.from });
  }
  const seen = new Set(runs.filter(({ versions }) => versions.length > 0).map(({ run }) => run));
  for (let before = -1; before !== seen.size; ) {
    before = seen.size;
    for (const { run, from } of runs) if (from !== null && seen.has(from)) seen.add(run);
  }
  return runs.filter(({ run }) => seen.has(run));
}
