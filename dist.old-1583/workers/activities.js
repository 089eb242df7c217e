import { activityInfo, Context } from '@temporalio/activity';
import { datedRecipe } from '../recipes/dated-recipe.js';
import { presentRecipe } from '../recipes/present-recipe.js';
import { recordChoices } from '../recipes/record-choices.js';
import { openStorage } from '../storage/open-storage.js';
import { noFates, sumFates } from '../workflows/fate-counts.js';
import { reviewId } from '../workflows/review.js';
import { commitBuild } from './commit-build.js';
import { followUpActivities } from './follow-up-activities.js';
import { idleBeat, withHeartbeats } from './heartbeats.js';
import { openBuild } from './phases/open-build.js';
import { phaseNamed, phasesOf } from './phases/phases.js';
import { readJson } from './planning/plan.js';
import { planBuild } from './planning/plan-build.js';
import { callOffIfPaused } from './schedules/call-off.js';
import { countJob } from './telemetry/count-job.js';
import { planRun } from './training/plan-run.js';
/** The activities of a worker, over its hosts. Each can run again after a crash at any point, with the same outcome. */
export function createActivities(hosts) {
    return {
        ...followUpActivities,
        planBuild: (reference) => withHeartbeats(idleBeat(), async (beat) => {
            const storage = openStorage(reference.store);
            await callOffWhilePaused(reference);
            const { recipe, recipeFolder } = await recipeToBuild(storage, reference);
            const plan = await planBuild(storage, recipe, recipeFolder, (bytes) => {
                beat.records = bytes;
            });
            return {
                store: reference.store,
                dataset: plan.dataset,
                build: plan.build,
                phases: phasesOf(plan).map((phase) => phase.name),
                files: plan.inputs.files,
                bytes: plan.inputs.bytes,
                partitions: plan.partitions,
            };
        }),
        openPhase: (plan, phase) => withHeartbeats(idleBeat(), async () => {
            const build = await open(plan);
            return phaseNamed(build.plan, phase).count(build);
        }),
        runJobs: ({ plan, phase, from, to }) => withHeartbeats(idleBeat(), async (beat, signal) => {
            const build = await open(plan);
            Object.assign(beat, { phase, from });
            const ordinals = new Map();
            const failed = new AbortController();
            const ending = AbortSignal.any([signal, failed.signal]);
            const runOne = async (index) => {
                const known = await build.report(phase, index);
                const job = { store: plan.store, dataset: plan.dataset, build: plan.build, phase, index };
                const onOrdinal = (ordinal) => {
                    ordinals.set(index, ordinal + 1);
                    beat.records = [...ordinals.values()].reduce((sum, count) => sum + count, 0);
                };
                const report = known ?? (await hosts.run(job, ending, onOrdinal));
                if (known === undefined)
                    countJob(plan.dataset, phase, report.records);
                beat.jobs++;
                onOrdinal(report.records - 1);
                return report;
            };
            const indexes = Array.from({ length: to - from }, (_, offset) => from + offset);
            const reports = await Promise.all(indexes.map(runOne)).catch((error) => {
                failed.abort();
                throw error;
            });
            return batchReport(reports);
        }),
        commitBuild: (plan) => withHeartbeats(idleBeat(), async () => {
            const result = await commitBuild(await open(plan));
            return { ...result, reviewId: reviewId(activityInfo().taskQueue, result.dataset, result.version) };
        }),
        planRun: (request) => withHeartbeats(idleBeat(), () => planRun(request)),
    };
}
/** A scheduled build ends here, cancelled, where its schedule was paused since it was due. */
async function callOffWhilePaused({ at }) {
    if (at === undefined)
        return;
    const { client, cancelled, info } = Context.current();
    if (info.workflowExecution !== undefined && (await callOffIfPaused(client, info.workflowExecution)))
        await cancelled;
}
/** The recipe of a build: as it was stored, by the stages as they are now, and for the time that the build stands for. */
async function recipeToBuild(storage, { recipe: key, at }) {
    const stored = await readJson(storage, key);
    const time = () => (at === undefined ? undefined : new Date(at));
    return {
        ...stored,
        recipe: datedRecipe(presentRecipe(stored.recipe, recordChoices[stored.recipe.kind].stages), time, stored.timezone ?? 'UTC'),
    };
}
function batchReport(reports) {
    return {
        jobs: reports.length,
        records: reports.reduce((sum, { records }) => sum + records, 0),
        fates: reports.reduce((sum, { ended = {} }) => sumFates(sum, ended), noFates),
    };
}
function open(plan) {
    return openBuild(plan.store, plan.dataset, plan.build);
}
//# sourceMappingURL=activities.js.map