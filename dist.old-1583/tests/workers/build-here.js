import { loadRecipe } from '../../recipes/load-recipe.js';
import { readVersion } from '../../shards/catalogue.js';
import { commitBuild } from '../../workers/commit-build.js';
import { phasesOf } from '../../workers/phases/phases.js';
import { readJson, workKeys, writeJson } from '../../workers/planning/plan.js';
import { planBuild } from '../../workers/planning/plan-build.js';
/** Builds a version in this thread, phase by phase. */
export async function buildHere(storage, recipePath, overrides) {
    const { recipe, folder } = await loadRecipe(recipePath, overrides);
    const plan = await planBuild(storage, recipe, folder, () => undefined);
    const work = workKeys.folder(plan.dataset, plan.build);
    const build = {
        plan,
        storage,
        folder: work,
        report: (phase, index) => readJson(storage, workKeys.report(work, phase, index)),
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
//# sourceMappingURL=build-here.js.map