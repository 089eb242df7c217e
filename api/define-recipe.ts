import { MillraceError } from '../core/errors.ts';
import { checkValue, problemText } from '../recipes/check-value.ts';
import { recipeSchema } from '../recipes/recipe-schema.ts';
import { recordChoices } from '../recipes/record-choices.ts';
import { models } from '../training/models/registry.ts';
import { objectives } from '../training/objectives/registry.ts';
import type { RecipeInput } from './recipe-input.ts';

/**
 * Checks a recipe and gives it back with its type, from which those of streams follow. Its JSON is a recipe file too:
 * `JSON.stringify(recipe)`.
 *
 * @throws MillraceError `recipe-invalid` (usage), with the one problem to mend first
 */
export function defineRecipe<const Recipe extends RecipeInput>(recipe: Recipe): Recipe {
  const checked = checkValue(recipeSchema(recordChoices, { models, objectives }), recipe);
  if (checked.ok) return recipe;
  throw new MillraceError('recipe-invalid', problemText(checked.problems[0]), {
    kind: 'usage',
    hint: 'docs/recipes.md tells the keys of a recipe',
  });
}
