import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import { generatedFiles } from '../../recipes/generate.js';
import { loadRecipe } from '../../recipes/load-recipe.js';
import { packageRoot } from '../../storage/package-root.js';
const shipped = globSync('recipes/*.yaml', { cwd: packageRoot, absolute: true });
test('there are recipes to ship', () => assert.ok(shipped.length >= 2));
for (const path of shipped)
    test(`${path.split('/').at(-1)} is a recipe, and stands for a dataset of its own name`, async () => {
        const { recipe, folder } = await loadRecipe(path);
        assert.equal(`${recipe.dataset}.yaml`, path.split('/').at(-1));
        assert.equal(`${folder}/`, fileURLToPath(new URL('recipes/', packageRoot)));
    });
for (const [path, text] of Object.entries(await generatedFiles()))
    test(`${path} is what the code generates (node dist/recipes/generate.js)`, () => assert.equal(readFileSync(new URL(path, packageRoot), 'utf8'), text));
//# sourceMappingURL=shipped-recipes.test.js.map