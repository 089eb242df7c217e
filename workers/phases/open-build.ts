import { openStorage } from '../../storage/open-storage.ts';
import type { Storage } from '../../storage/storage.ts';
import { type BuildPlan, readJson, workKeys } from '../planning/plan.ts';
import type { JobReport } from './phase.ts';

/** A build as its jobs see it: the plan, the store, and the keys of its work folder. */
export interface OpenBuild {
  readonly plan: BuildPlan;
  readonly storage: Storage;
  readonly folder: string;
  readonly report: (phase: string, index: number) => Promise<JobReport | undefined>;
}

/** Opens the build that a job or an activity names. */
export async function openBuild(store: string, dataset: string, build: string): Promise<OpenBuild> {
  const storage = openStorage(store);
  const folder = workKeys.folder(dataset, build);
  const plan = await readJson<BuildPlan>(storage, workKeys.plan(folder));
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
