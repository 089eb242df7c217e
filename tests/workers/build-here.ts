import { loadRecipe } from '../../recipes/load-recipe.ts';
import { readVersion } from '../../shards/catalogue.ts';
import type { Storage } from '../../storage/storage.ts';
import { commitBuild } from '../../workers/commit-build.ts';
import type { OpenBuild } from '../../workers/phases/open-build.ts';
import type { JobReport } from '../../workers/phases/phase.ts';
import { phasesOf } from '../../workers/phases/phases.ts';
import { readJson, workKeys, writeJson } from '../../workers/planning/plan.ts';
import { planBuild } from '../../workers/planning/plan-build.ts';

/** Builds a version in this thread, phase by phase. */
export async function buildHere(storage: Storage, recipePath: string, overrides: readonly string[]) {
  const { recipe, folder } = await loadRecipe(recipePath, overrides);
  const plan = await planBuild(storage, recipe, folder, () => undefined);
  const work = workKeys.folder(plan.dataset, plan.build);
  const build: OpenBuild = {
    plan,
    storage,
    folder: work,
    report: (phase, index) => readJson<JobReport>(storage, workKeys.report(work, phase, index)),
  };
  for (const phase of phasesOf(plan)) {
    const jobs = await phase.count(build);
    for (let index = 0; index < jobs; index++) {
      const report = await phase.run(build, index, () => undefined, undefined);
      await writeJson(storage, workKeys.report(work, phase.name, index), report);
    }
  }
  const { version } = await commitBuild(build);
  const { manifest } = await readVersion(storage, plan.dataset, version);
  return { manifest, partitions: plan.partitions };
}
