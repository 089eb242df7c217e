import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { withBuildDisplay } from '../build/with-display.ts';
import { type DeviceChoice, onDevice, withDevice } from '../device.ts';
import { type EngineChoice, onEngine, withEngine } from '../engine-choice.ts';
import { exitCode } from '../exit-code.ts';
import { positiveInteger } from '../parallelism.ts';
import { requireTrainingPython } from '../require-python.ts';
import { collected, runs, verb } from '../verb.ts';
import { requireWritable } from '../writable-store.ts';
import { nothingToTrain } from './run.ts';

interface TrainOptions extends DeviceChoice, EngineChoice {
  readonly set: readonly string[];
  readonly data?: string;
  readonly only?: string;
  readonly resume?: boolean;
  readonly threads: number;
}

/** `train RECIPE`: the training runs of a recipe over a version that exists. */
export function trainVerb(): Command {
  const command = verb('train', 'Train the runs of a recipe on a version that was built', [
    'train examples/demo/spam-mail.yaml',
    'train examples/demo/spam-mail.yaml --data spam-mail@1 --only pretrain',
    'train examples/demo/spam-mail.yaml --resume --json > result.json',
    'train examples/demo/spam-mail.yaml --only pretrain --engine torchrun --processes 2 --strategy fsdp',
  ])
    .argument('<recipe>', 'a recipe in YAML with `train`')
    .option('--data <name[@version]>', "the version to train on; the recipe's dataset, newest good version, by default")
    .option('--only <name>', 'train this run alone')
    .option('--resume', 'go on with a run that was left unfinished')
    .option('--set <key=value>', 'override a key of the recipe, as a.b=value; may be repeated', collected, [])
    .option('--threads <n>', 'threads of the backend', positiveInteger, availableParallelism());
  return runs<TrainOptions>(withEngine(withDevice(command)), async (options, output, path = '') => {
    const { store, set, data, only, resume, threads } = options;
    const { loadRecipe } = await import('../../recipes/load-recipe.ts');
    const { recipe, training: written, folder } = await loadRecipe(path, set);
    const asked = onEngine(onDevice(written, options), options);
    if (asked.train.length === 0) throw nothingToTrain(path);
    await requireTrainingPython(asked, process.env, only);
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { runTraining } = await import('../../workers/training/run-training.ts');
    const { trainingJson, trainingLines } = await import('../build/training-summary.ts');
    const { importPretrained } = await import('../../workers/training/import-pretrained.ts');
    const storage = openStorage(store);
    await requireWritable(storage);
    const training = await importPretrained(storage, asked, folder);
    output.line(`Training on ${data ?? recipe.dataset} from ${path}`);
    return withBuildDisplay(
      output,
      ({ onEvent, signal }) =>
        runTraining({
          ...{ storage, training, data: data ?? recipe.dataset, only, resume: resume === true },
          ...{ work: 'all', threads, hosts: 0, hostMemory: undefined, env: process.env, onEvent, signal },
        }),
      async (outcomes) => {
        for (const outcome of outcomes) for (const line of trainingLines(outcome, storage.location)) output.line(line);
        const last = outcomes.at(-1);
        await output.result({ ...(last === undefined ? {} : trainingJson(last)), runs: outcomes.map(trainingJson) });
        return exitCode.ok;
      },
      'the same command with --resume',
    );
  });
}
