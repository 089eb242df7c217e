import { availableParallelism } from 'node:os';
import { withBuildDisplay } from '../build/with-display.js';
import { onDevice, withDevice } from '../device.js';
import { exitCode } from '../exit-code.js';
import { positiveInteger } from '../parallelism.js';
import { collected, runs, verb } from '../verb.js';
import { requireWritable } from '../writable-store.js';
import { nothingToTrain } from './run.js';
/** `train RECIPE`: the training runs of a recipe over a version that exists. */
export function trainVerb() {
    const command = verb('train', 'Train the runs of a recipe on a version that was built', [
        'train examples/demo/spam-mail.yaml',
        'train examples/demo/spam-mail.yaml --data spam-mail@1 --only pretrain',
        'train examples/demo/spam-mail.yaml --resume --json > result.json',
    ])
        .argument('<recipe>', 'a recipe in YAML with `train`')
        .option('--data <name[@version]>', "the version to train on; the recipe's dataset, newest good version, by default")
        .option('--only <name>', 'train this run alone')
        .option('--resume', 'go on with a run that was left unfinished')
        .option('--set <key=value>', 'override a key of the recipe, as a.b=value; may be repeated', collected, [])
        .option('--threads <n>', 'threads of the backend', positiveInteger, availableParallelism());
    return runs(withDevice(command), async (options, output, path = '') => {
        const { store, set, data, only, resume, threads } = options;
        const { loadRecipe } = await import('../../recipes/load-recipe.js');
        const { recipe, training: written } = await loadRecipe(path, set);
        const training = onDevice(written, options);
        if (training.train.length === 0)
            throw nothingToTrain(path);
        const { openStorage } = await import('../../storage/open-storage.js');
        const { runTraining } = await import('../../workers/training/run-training.js');
        const { trainingJson, trainingLines } = await import('../build/training-summary.js');
        const storage = openStorage(store);
        await requireWritable(storage);
        output.line(`Training on ${data ?? recipe.dataset} from ${path}`);
        return withBuildDisplay(output, ({ onEvent, signal }) => runTraining({
            ...{ storage, training, data: data ?? recipe.dataset, only, resume: resume === true },
            ...{ work: 'all', threads, hosts: 0, hostMemory: undefined, env: process.env, onEvent, signal },
        }), async (outcomes) => {
            for (const outcome of outcomes)
                for (const line of trainingLines(outcome, storage.location))
                    output.line(line);
            const last = outcomes.at(-1);
            await output.result({ ...(last === undefined ? {} : trainingJson(last)), runs: outcomes.map(trainingJson) });
            return exitCode.ok;
        }, 'the same command with --resume');
    });
}
//# sourceMappingURL=train.js.map