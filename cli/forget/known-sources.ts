import { MillraceError } from '../../core/errors.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import { forgets, readForgotten } from '../../shards/forgotten.ts';
import { versionsHolding } from '../../shards/versions-holding.ts';
import type { Storage } from '../../storage/storage.ts';
import { findInputs } from '../../workers/planning/find-inputs.ts';

/**
 * Checks that each source is forgotten already, or names an input of the recipe or of a version: what is forgotten stays
 * so, and a mistyped name would forget nothing. Throws MillraceError `source-unknown` (usage).
 */
export async function requireKnownSources(
  storage: Storage,
  recipe: Recipe,
  recipeFolder: string,
  sources: readonly string[],
): Promise<void> {
  const forgotten = (await readForgotten(storage, recipe.dataset))?.sources ?? [];
  const keys = (await findInputs(recipe, recipeFolder)).map(({ key }) => key);
  for (const source of sources) {
    const named = forgets({ sources: [source] });
    if (forgotten.includes(source) || keys.some(named)) continue;
    if ((await versionsHolding(storage, recipe.dataset, named)).length > 0) continue;
    throw new MillraceError('source-unknown', `expected an input file of ${recipe.dataset}, found none`, {
      kind: 'usage',
      at: source,
      hint: /:\d+$/.test(source)
        ? 'a record cannot be forgotten alone; name its file, without the number'
        : `names are those in \`millrace fates ${recipe.dataset}\`, without a record's number; such as ${keys.slice(0, 3).join(', ')}`,
    });
  }
}
