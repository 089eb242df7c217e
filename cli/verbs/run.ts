import type { Command } from 'commander';
import { MillraceError } from '../../core/errors.ts';
import type { RecipeTraining } from '../../recipes/recipe.ts';
import { textLines, textsOf } from '../build/sample-lines.ts';
import { withBuildDisplay } from '../build/with-display.ts';
import { type DeviceChoice, onDevice, withDevice } from '../device.ts';
import { buildExitCode } from '../exit-code.ts';
import { type Parallelism, withParallelism } from '../parallelism.ts';
import { requireTrainingPython } from '../require-python.ts';
import { collected, runs, verb } from '../verb.ts';
import { requireWritable } from '../writable-store.ts';

interface RunOptions extends Parallelism, DeviceChoice {
  readonly set: readonly string[];
}

/** `run RECIPE`: build, train and evaluate, as one workflow. */
export function runVerb(): Command {
  const command = verb('run', 'Build a version, train on it and evaluate, as one workflow; the same command resumes', [
    'run examples/demo/spam-mail.yaml',
    'run examples/demo/spam-mail.yaml --set train.0.steps=1000 --json > result.json',
  ])
    .argument('<recipe>', 'a recipe in YAML with `train`, and perhaps `evaluate`')
    .option('--set <key=value>', 'override a key of the recipe, as a.b=value; may be repeated', collected, []);
  return runs<RunOptions>(withDevice(withParallelism(command)), async (options, output, path = '') => {
    const { store, set, threads, hosts, hostMemory } = options;
    const { loadDatedRecipe } = await import('../load-dated-recipe.ts');
    const { findInputs } = await import('../../workers/planning/find-inputs.ts');
    const { recipe, training: written, operations, folder } = await loadDatedRecipe(path, set);
    const asked = onDevice(written, options);
    if (asked.train.length === 0) throw nothingToTrain(path);
    await findInputs(recipe, folder);
    await requireDevice(asked);
    await requireTrainingPython(asked, process.env);
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { readVersion } = await import('../../shards/catalogue.ts');
    const { readDecision } = await import('../../shards/decision.ts');
    const { runEndToEnd } = await import('../../workers/training/run-end-to-end.ts');
    const { buildResult, gateLines, quarantineLines } = await import('../build/build-summary.ts');
    const { outcomeLines, trainingJson } = await import('../build/training-summary.ts');
    const { importPretrained } = await import('../../workers/training/import-pretrained.ts');
    const storage = openStorage(store);
    await requireWritable(storage);
    const training = await importPretrained(storage, asked, folder);
    output.line(`Running ${recipe.dataset} from ${path}: build, ${training.train.map(({ name }) => name).join(', ')}`);
    return withBuildDisplay(
      output,
      ({ onEvent, signal }) =>
        runEndToEnd({
          ...{ recipe, training, recipeFolder: folder, storage, work: 'all', threads, hosts, hostMemory },
          ...{ alerts: operations.alerts, env: process.env, onEvent, signal },
        }),
      async (outcome) => {
        const stored = await readVersion(storage, outcome.build.dataset, outcome.build.version);
        const { manifest } = stored;
        const gates = gateLines(manifest, await readDecision(storage, stored));
        const warnings = [...gates, ...quarantineLines(manifest, recipe.limits.quarantine)];
        for (const line of [...warnings, ...outcomeLines(outcome, storage.location)]) output.line(line);
        const evaluated = [];
        for (const each of outcome.eval) {
          const texts = await textsOf(storage, each);
          for (const line of textLines(texts)) output.line(line);
          evaluated.push(texts.length === 0 ? each : { ...each, texts });
        }
        await output.result({
          build: buildResult(outcome.build, manifest),
          train: outcome.train.map(trainingJson),
          eval: evaluated,
        });
        return buildExitCode(outcome.build, recipe.limits.quarantine);
      },
    );
  });
}

/** A card that was asked for is looked for before anything is built, where the training runs on this machine. */
async function requireDevice({ train }: RecipeTraining): Promise<void> {
  if (!train.some(({ device }) => device === 'gpu')) return;
  const { temporalSettings } = await import('../../workers/temporal/settings.ts');
  if (temporalSettings(process.env).kind === 'external') return;
  const { requireCard } = await import('../../training/backend/no-gpu.ts');
  await requireCard(process.env);
}

/** A recipe that has no training in it. */
export function nothingToTrain(path: string): MillraceError {
  return new MillraceError('recipe-invalid', 'train: expected at least one run, found none', {
    kind: 'usage',
    at: path,
    hint: 'add `train: [ { name: pretrain, model: gpt, objective: causal, steps: 300 } ]`, or use `millrace build`',
  });
}
