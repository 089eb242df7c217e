import { canonicalJson } from '../../core/canonical-json.js';
import { sha256Hex } from '../../storage/digest.js';
import { outcomeOf, storeRecipe } from '../build.js';
import { requireDiskSpace } from '../disk-space.js';
import { followWorkflow } from '../follow-workflow.js';
import { trainingCodeDigest } from '../planning/code-digest.js';
import { withWorkerSession } from '../worker-session.js';
import { storeTraining } from './stored-training.js';
import { watchEndToEnd } from './watch-training.js';
/**
 * Builds a version, trains the recipe's runs on it and evaluates them, as one workflow; goes on with the one that an
 * earlier command left unfinished. Starts what is missing, and ends what it started.
 */
export async function runEndToEnd(options) {
    const startedAtMs = performance.timeOrigin + performance.now();
    await requireDiskSpace(options.storage.location);
    return withWorkerSession(options, (opened) => follow(options, opened, startedAtMs));
}
async function follow(options, opened, startedAtMs) {
    const { storage, onEvent, signal, training } = options;
    const { reference, name } = await storeRecipe(options);
    const stored = await storeTraining(storage, reference.dataset, training);
    const digest = sha256Hex(canonicalJson([name, stored, trainingCodeDigest()])).slice(0, 12);
    const argument = {
        build: reference,
        training: stored,
        runs: training.train.length,
        evaluations: training.evaluate.map(({ run, ...wanted }) => ({
            ...wanted,
            device: null,
            run: training.train.findIndex((entry) => entry.name === run),
        })),
    };
    const { result, workflowId, url } = await followWorkflow({
        ...{ storage, opened, onEvent, signal },
        workflowId: `run-${reference.dataset}-${digest}`,
        start: (client, start) => client.workflow.start('endToEnd', {
            ...start,
            staticSummary: `Build, train and evaluate ${reference.dataset}`,
            args: [argument],
        }),
        watch: (handle, over) => watchEndToEnd(opened.session.client, handle, over, onEvent),
    });
    return { ...result, build: await outcomeOf(storage, result.build, startedAtMs, workflowId, url) };
}
//# sourceMappingURL=run-end-to-end.js.map