import { MillraceError } from '../../core/errors.js';
import { didYouMean } from '../../recipes/suggestion.js';
import { readManifest } from '../../shards/catalogue.js';
import { runState } from '../../training/runs/run-state.js';
import { requireDiskSpace } from '../disk-space.js';
import { followWorkflow } from '../follow-workflow.js';
import { storeDigest } from '../task-queue.js';
import { withWorkerSession } from '../worker-session.js';
import { planRun } from './plan-run.js';
import { storeTraining } from './stored-training.js';
import { watchTraining } from './watch-training.js';
/**
 * Trains the runs of a recipe over a version, in order, each as a workflow. A finished run is told again.
 * Throws MillraceError `run-unfinished` (usage) where a run was begun before and `resume` is not asked for, and
 * `run-unknown` (usage) where the recipe has no entry `only`.
 */
export async function runTraining(options) {
    const { storage, training } = options;
    requireEntry(options);
    await requireDiskSpace(storage.location);
    const { manifest } = await readManifest(storage, options.data);
    const { dataset, version } = manifest;
    const stored = await storeTraining(storage, dataset, training);
    const planned = [];
    for (const [index, { name }] of training.train.entries()) {
        const earlier = planned.map(({ run }) => run);
        const { run } = await planRun({ store: storage.location, training: stored, index, dataset, version, earlier });
        planned.push({ run, wanted: options.only === undefined || options.only === name });
        if (options.only === name)
            break;
    }
    const wanted = planned.filter((each) => each.wanted).map(({ run }) => run);
    for (const run of wanted)
        await requireResumable(options, run);
    return withWorkerSession(options, async (opened) => {
        const outcomes = [];
        for (const run of wanted) {
            outcomes.push(await follow(options, opened, { store: storage.location, run, data: { dataset, version } }));
        }
        return outcomes;
    });
}
function requireEntry({ training, only }) {
    const names = training.train.map(({ name }) => name);
    if (only === undefined || names.includes(only))
        return;
    throw new MillraceError('run-unknown', `the recipe trains no ${JSON.stringify(only)}${didYouMean(only, names)}`, {
        kind: 'usage',
        hint: `its runs: ${names.join(', ')}`,
    });
}
async function requireResumable({ storage, resume }, run) {
    const state = await runState(storage, run);
    if (resume || state.kind !== 'unfinished')
        return;
    throw new MillraceError('run-unfinished', `run ${run} was left at step ${state.step}`, {
        kind: 'usage',
        at: `${storage.location}/runs/${run}`,
        hint: 'add --resume to go on from there, or delete that folder to begin again',
    });
}
async function follow(options, opened, reference) {
    const { storage, onEvent, signal } = options;
    const { run } = reference;
    const { result, workflowId, url } = await followWorkflow({
        ...{ storage, opened, onEvent, signal },
        workflowId: `train-${run}-${storeDigest(storage)}`,
        start: (client, start) => client.workflow.start('trainModel', {
            ...start,
            staticSummary: `Train ${run}`,
            args: [reference],
        }),
        watch: (handle, over) => watchTraining(opened.session.client, handle, over, onEvent),
    });
    return { ...result, workflowId, uiUrl: url };
}
//# sourceMappingURL=run-training.js.map