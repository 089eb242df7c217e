import { MillraceError } from '../../core/errors.js';
import { withBuildDisplay } from '../build/with-display.js';
import { onDevice, withDevice } from '../device.js';
import { buildExitCode } from '../exit-code.js';
import { withParallelism } from '../parallelism.js';
import { collected, runs, verb } from '../verb.js';
import { requireWritable } from '../writable-store.js';
/** `run RECIPE`: build, train and evaluate, as one workflow. */
export function runVerb() {
    const command = verb('run', 'Build a version, train on it and evaluate, as one workflow; the same command resumes', [
        'run examples/demo/spam-mail.yaml',
        'run examples/demo/spam-mail.yaml --set train.0.steps=1000 --json > result.json',
    ])
        .argument('<recipe>', 'a recipe in YAML with `train`, and perhaps `evaluate`')
        .option('--set <key=value>', 'override a key of the recipe, as a.b=value; may be repeated', collected, []);
    return runs(withDevice(withParallelism(command)), async (options, output, path = '') => {
        const { store, set, threads, hosts, hostMemory } = options;
        const { loadDatedRecipe } = await import('../load-dated-recipe.js');
        const { findInputs } = await import('../../workers/planning/find-inputs.js');
        const { recipe, training: written, operations, folder } = await loadDatedRecipe(path, set);
        const training = onDevice(written, options);
        if (training.train.length === 0)
            throw nothingToTrain(path);
        await findInputs(recipe, folder);
        await requireDevice(training);
        const { openStorage } = await import('../../storage/open-storage.js');
        const { readVersion } = await import('../../shards/catalogue.js');
        const { readDecision } = await import('../../shards/decision.js');
        const { runEndToEnd } = await import('../../workers/training/run-end-to-end.js');
        const { buildResult, gateLines, quarantineLines } = await import('../build/build-summary.js');
        const { outcomeLines, trainingJson } = await import('../build/training-summary.js');
        const storage = openStorage(store);
        await requireWritable(storage);
        output.line(`Running ${recipe.dataset} from ${path}: build, ${training.train.map(({ name }) => name).join(', ')}`);
        return withBuildDisplay(output, ({ onEvent, signal }) => runEndToEnd({
            ...{ recipe, training, recipeFolder: folder, storage, work: 'all', threads, hosts, hostMemory },
            ...{ alerts: operations.alerts, env: process.env, onEvent, signal },
        }), async (outcome) => {
            const stored = await readVersion(storage, outcome.build.dataset, outcome.build.version);
            const { manifest } = stored;
            const gates = gateLines(manifest, await readDecision(storage, stored));
            const warnings = [...gates, ...quarantineLines(manifest, recipe.limits.quarantine)];
            for (const line of [...warnings, ...outcomeLines(outcome, storage.location)])
                output.line(line);
            await output.result({
                build: buildResult(outcome.build, manifest),
                train: outcome.train.map(trainingJson),
                eval: outcome.eval,
            });
            return buildExitCode(outcome.build, recipe.limits.quarantine);
        });
    });
}
/** A card that was asked for is looked for before anything is built, where the training runs on this machine. */
async function requireDevice({ train }) {
    if (!train.some(({ device }) => device === 'gpu'))
        return;
    const { temporalSettings } = await import('../../workers/temporal/settings.js');
    if (temporalSettings(process.env).kind === 'external')
        return;
    const { requireCard } = await import('../../training/backend/no-gpu.js');
    await requireCard(process.env);
}
/** A recipe that has no training in it. */
export function nothingToTrain(path) {
    return new MillraceError('recipe-invalid', 'train: expected at least one run, found none', {
        kind: 'usage',
        at: path,
        hint: 'add `train: [ { name: pretrain, model: gpt, objective: causal, steps: 300 } ]`, or use `millrace build`',
    });
}
//# sourceMappingURL=run.js.map