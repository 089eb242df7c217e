import { resolve } from 'node:path';
import { MillraceError } from '../../core/errors.ts';
import type { RecipeTraining } from '../../recipes/recipe.ts';
import { trains } from '../../recipes/train-schema.ts';
import type { Storage } from '../../storage/storage.ts';
import { readFolder } from '../../training/hugging-face/read-folder.ts';
import { storePretrained } from '../../training/hugging-face/stored-pretrained.ts';
import { models } from '../../training/models/registry.ts';
import { objectives } from '../../training/objectives/registry.ts';
import type { RunSettings } from '../../training/run-settings.ts';

/**
 * Reads the folders that runs of a recipe begin with, relative to `folder`, and leaves their weights in the store; gives
 * the recipe's training with the models that they hold. A recipe that names none costs nothing.
 * Throws MillraceError, kind `usage`: what reading a folder throws, and `recipe-invalid` for a model that the run's
 * objective does not train.
 */
export async function importPretrained(
  storage: Storage,
  training: RecipeTraining,
  folder: string,
): Promise<RecipeTraining> {
  const train: RunSettings[] = [];
  for (const [index, settings] of training.train.entries()) {
    const imported = await withFolder(storage, folder, withEarlier(settings, train));
    requireTrains(imported, index);
    train.push(imported);
  }
  return { ...training, train };
}

async function withFolder(storage: Storage, folder: string, settings: RunSettings): Promise<RunSettings> {
  const { pretrained } = settings;
  if (pretrained === undefined || !('folder' in pretrained)) return settings;
  const model = await readFolder(resolve(folder, pretrained.folder));
  return { ...settings, model: model.model, pretrained: await storePretrained(storage, model) };
}

/** A run that goes on from one whose model was not known before its folder was read. */
function withEarlier(settings: RunSettings, before: readonly RunSettings[]): RunSettings {
  const earlier = before.find(({ name }) => name === settings.from);
  if (earlier === undefined || settings.model.name !== '') return settings;
  const { structured } = settings;
  if (structured === undefined) return { ...settings, model: earlier.model };
  const { name, parameters } = earlier.model;
  const definition = models.find((each) => each.name === name);
  if (definition?.shrink === undefined) {
    throw new MillraceError('recipe-invalid', `structured: the parts of ${name} cannot be taken out`, {
      ...{ kind: 'usage', at: `run ${settings.name}`, hint: 'docs/models.md tells of which models they can' },
    });
  }
  const parsed: unknown = definition.parameters.parse(parameters);
  const smaller = definition.shrink(parsed, structured) as RunSettings['model']['parameters'];
  return { ...settings, model: { name, parameters: smaller } };
}

function requireTrains({ model, objective }: RunSettings, index: number): void {
  const definition = models.find(({ name }) => name === model.name);
  const goal = objectives.find(({ name }) => name === objective.name);
  if (definition === undefined || goal === undefined || trains(goal, definition)) return;
  const fit = models.filter((each) => trains(goal, each)).map(({ name }) => name);
  throw new MillraceError(
    'recipe-invalid',
    `train[${index}].from: expected a model of ${fit.join(' or ')}, which ${goal.name} trains, found ${model.name}`,
    { kind: 'usage', hint: 'choose another objective, or another model' },
  );
}
