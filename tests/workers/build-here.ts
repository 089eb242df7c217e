import { loadRecipe } from '../../recipes/load-recipe.ts';
import { readVersion } from '../../shards/catalogue.ts';
import type { Storage } from '../../storage/storage.ts';
import { commitBuild } from '../../workers/commit-build.ts';
import type { OpenBuild } from '../../workers/phases/open-build.ts';
import { openPhase } from '../../workers/phases/open-phase.ts';
import type { JobReport } from '../../workers/phases/phase.ts';
import { phasesOf } from '../../workers/phases/phases.ts';
import { readJson, workKeys, writeJson } from '../../workers/planning/plan.ts';
import { planBuild } from '../../workers/planning/plan-build.ts';

/**
 * Builds a version in this thread, phase by phase; `ran` says how many jobs of each phase were not reused. `order` gives the
 * places of a phase's jobs in the order in which they run; rising by default.
 */
export async function buildHere(
  storage: Storage,
  recipePath: string,
  overrides: readonly string[],
  order: (jobs: number) => readonly number[] = (jobs) => Array.from({ length: jobs }, (_, index) => index),
) {
  const { recipe, folder } = await loadRecipe(recipePath, overrides);
  const plan = await planBuild(storage, recipe, folder, () => undefined);
  const work = workKeys.folder(plan.dataset, plan.build);
  const build: OpenBuild = {
    plan,
    storage,
    folder: work,
    report: async (phase, index) => {
      const key = workKeys.report(work, phase, index);
      return (await storage.size(key)) === undefined ? undefined : readJson<JobReport>(storage, key);
    },
  };
  const ran = new Map<string, number>();
  for (const phase of phasesOf(plan)) {
    const jobs = await openPhase(build, phase.name);
    for (const index of order(jobs)) {
      if ((await build.report(phase.name, index)) !== undefined) continue;
      const report = await phase.run(build, index, () => undefined, undefined);
      await writeJson(storage, workKeys.report(work, phase.name, index), report);
      ran.set(phase.name, (ran.get(phase.name) ?? 0) + 1);
    }
  }
  const { version } = await commitBuild(build);
  const { manifest } = await readVersion(storage, plan.dataset, version);
  return { manifest, partitions: plan.partitions, ran };
}
