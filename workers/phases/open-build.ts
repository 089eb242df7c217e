import { MillraceError } from '../../core/errors.ts';
import { openStorage } from '../../storage/open-storage.ts';
import type { Storage } from '../../storage/storage.ts';
import { codeDigest } from '../planning/code-digest.ts';
import { type BuildPlan, readJson, workKeys } from '../planning/plan.ts';
import type { JobReport } from './phase.ts';

/** A build as its jobs see it: the plan, the store, and the keys of its work folder. */
export interface OpenBuild {
  readonly plan: BuildPlan;
  readonly storage: Storage;
  readonly folder: string;
  readonly report: (phase: string, index: number) => Promise<JobReport | undefined>;
}

/**
 * Opens the build that a job or an activity names.
 *
 * @throws {MillraceError} `code-changed` where other code than this planned it: its outputs would not be the plan's
 */
export async function openBuild(store: string, dataset: string, build: string): Promise<OpenBuild> {
  const storage = openStorage(store);
  const folder = workKeys.folder(dataset, build);
  const plan = await readJson<BuildPlan>(storage, workKeys.plan(folder));
  if (plan.codeSha256 !== codeDigest()) {
    throw new MillraceError('code-changed', `Expected the code that planned this build of ${dataset}, found another`, {
      hint: 'Run the same command again: it plans anew with the code that is installed now.',
    });
  }
  return {
    plan,
    storage,
    folder,
    report: async (phase, index) => {
      const key = workKeys.report(folder, phase, index);
      return (await storage.size(key)) === undefined ? undefined : readJson<JobReport>(storage, key);
    },
  };
}
