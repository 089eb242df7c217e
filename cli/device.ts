import { type Command, Option } from 'commander';
import type { RecipeTraining } from '../recipes/recipe.ts';

/** The device that a person asks for. */
export interface DeviceChoice {
  readonly device?: 'auto' | 'cpu' | 'gpu';
}

/** Adds `--device`. A GPU that is asked for and is not to be had is an error. */
export function withDevice(command: Command): Command {
  return command.addOption(
    new Option(
      '--device <device>',
      'where to compute; by default what the recipe says, else a GPU where there is one',
    ).choices(['auto', 'cpu', 'gpu']),
  );
}

/** A recipe's training part with all its runs on the device that was asked for, if one was. */
export function onDevice(training: RecipeTraining, { device }: DeviceChoice): RecipeTraining {
  if (device === undefined) return training;
  return { ...training, train: training.train.map((settings) => ({ ...settings, device })) };
}
