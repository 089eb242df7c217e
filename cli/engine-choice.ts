import { type Command, Option } from 'commander';
import type { RecipeTraining } from '../recipes/recipe.ts';
import { distributedEngines, type Strategy, strategies } from '../training/distributed/distribution.ts';
import type { RunSettings } from '../training/run-settings.ts';
import { positiveInteger } from './parallelism.ts';

/** What a person wants a run to be trained by. */
export interface EngineChoice {
  readonly engine?: RunSettings['engine'];
  readonly processes?: number;
  readonly strategy?: Strategy;
}

/** Adds `--engine`, `--processes` and `--strategy`. */
export function withEngine(command: Command): Command {
  return command
    .addOption(
      new Option('--engine <engine>', 'what trains; by default what the recipe says').choices([
        'graph',
        'eager',
        ...distributedEngines,
      ]),
    )
    .option('--processes <n>', 'processes of an engine of Python, which divide each batch', positiveInteger)
    .addOption(new Option('--strategy <strategy>', 'what they divide beside it').choices(strategies));
}

/** A recipe's training part with all its runs on the engine that was asked for, if one was. */
export function onEngine(training: RecipeTraining, { engine, processes, strategy }: EngineChoice): RecipeTraining {
  const asked = {
    ...(engine === undefined ? {} : { engine }),
    ...(processes === undefined ? {} : { processes }),
    ...(strategy === undefined ? {} : { strategy }),
  };
  return { ...training, train: training.train.map((settings) => ({ ...settings, ...asked })) };
}
