import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { MillraceError } from '../core/errors.ts';
import { models } from '../training/models/registry.ts';
import { objectives } from '../training/objectives/registry.ts';
import { parseRecipe } from './parse-recipe.ts';
import type { Recipe, RecipeOperations, RecipeTraining } from './recipe.ts';
import { recipeSchema } from './recipe-schema.ts';
import { recordChoices } from './record-choices.ts';

/** A dataset's recipe, what is trained on it, how it is run, and the absolute folder that relative paths start from. */
export interface LoadedRecipe {
  readonly recipe: Recipe;
  readonly training: RecipeTraining;
  readonly operations: RecipeOperations;
  readonly folder: string;
}

/**
 * Reads, overrides and checks a recipe. `overrides` are `a.b=value`, see {@link applyOverride}.
 * Throws a usage error: `recipe-not-found`, or `recipe-invalid` at `file:line:column` with the one problem to mend first.
 */
export async function loadRecipe(path: string, overrides: readonly string[] = []): Promise<LoadedRecipe> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new MillraceError('recipe-not-found', `expected a recipe, found no file that can be read (${error.code})`, {
      kind: 'usage',
      at: path,
      hint: 'name a YAML file; the package ships examples in its folder recipes/',
    });
  });
  const schema = recipeSchema(recordChoices, { models, objectives });
  const { train, evaluate, schedule, alerts, ...recipe } = parseRecipe(text, path, overrides, schema);
  return { recipe, training: { train, evaluate }, operations: { schedule, alerts }, folder: resolve(dirname(path)) };
}
