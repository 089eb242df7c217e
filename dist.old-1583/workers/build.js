import { canonicalJson } from '../core/canonical-json.js';
import { sha256Hex } from '../storage/digest.js';
import { datasetAttributes } from '../workflows/attributes.js';
import { requireDiskSpace } from './disk-space.js';
import { followWorkflow } from './follow-workflow.js';
import { countReused } from './phases/reused.js';
import { codeDigest } from './planning/code-digest.js';
import { writeJson } from './planning/plan.js';
import { storeDigest } from './task-queue.js';
import { watchProgress } from './watch-progress.js';
import { withWorkerSession } from './worker-session.js';
/**
 * Builds a dataset version, or goes on with the build of the same recipe that an earlier command left unfinished.
 * Starts what is missing (Temporal server, worker, hosts), and ends what it started.
 */
export async function runBuild(options) {
    const startedAtMs = performance.timeOrigin + performance.now();
    await requireDiskSpace(options.storage.location);
    return withWorkerSession(options, (opened) => build(options, opened, startedAtMs));
}
async function build(options, opened, startedAtMs) {
    const { storage, onEvent, signal } = options;
    const { reference, name } = await storeRecipe(options);
    const { result, workflowId, url } = await followWorkflow({
        ...{ storage, opened, onEvent, signal },
        workflowId: `build-${name}`,
        start: (client, start) => client.workflow.start('buildDataset', {
            ...start,
            staticSummary: `Build ${reference.dataset}`,
            // What lists show from the first moment; the workflow itself sets them once its plan is made.
            typedSearchAttributes: datasetAttributes(reference.store, reference.dataset),
            args: [{ reference }],
        }),
        watch: (handle, over) => watchProgress(opened.session.client, handle, over, (progress, liveRecords) => onEvent({ type: 'progress', progress, liveRecords })),
    });
    return outcomeOf(storage, result, startedAtMs, workflowId, url);
}
/** A build's result with what its command adds: what was reused of earlier work, where it can be seen, and the time. */
export async function outcomeOf(storage, result, startedAtMs, workflowId, uiUrl) {
    return {
        ...result,
        ...(await countReused(storage, result.dataset, result.build, startedAtMs)),
        workflowId,
        uiUrl,
        seconds: (performance.timeOrigin + performance.now() - startedAtMs) / 1000,
    };
}
/**
 * Leaves a dataset's recipe in the store for its workflow. `name` tells workflows of other datasets, stores, recipes and
 * code apart: a run begun by other code must not be replayed by this. Those to tell make no other build.
 */
export async function storeRecipe({ recipe, recipeFolder, storage, alerts, }) {
    const built = { recipe, recipeFolder };
    const digest = sha256Hex(canonicalJson(built)).slice(0, 12);
    const key = `${recipe.dataset}/work/recipes/${digest}.json`;
    const stored = { ...built, ...(alerts === undefined ? {} : { alerts }) };
    await writeJson(storage, key, stored);
    return {
        reference: { store: storage.location, dataset: recipe.dataset, recipe: key },
        name: `${recipe.dataset}-${storeDigest(storage)}-${digest}-${codeDigest().slice(0, 8)}`,
    };
}
//# sourceMappingURL=build.js.map