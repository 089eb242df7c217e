import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { MillraceError } from '../core/errors.js';
import { models } from '../training/models/registry.js';
import { objectives } from '../training/objectives/registry.js';
import { parseRecipe } from './parse-recipe.js';
import { recipeSchema } from './recipe-schema.js';
import { recordChoices } from './record-choices.js';
/**
 * Reads, overrides and checks a recipe. `overrides` are `a.b=value`, see {@link applyOverride}.
 * Throws a usage error: `recipe-not-found`, or `recipe-invalid` at `file:line:column` with the one problem to mend first.
 */
export async function loadRecipe(path, overrides = []) {
    const text = await readFile(path, 'utf8').catch((error) => {
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
//# sourceMappingURL=load-recipe.js.map