import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadRecipe } from '../../../recipes/load-recipe.js';
import { digestImages } from '../../../workers/planning/digest-images.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
/** The digest of a list of ten lines, a hundred of which make a partition. */
async function digestOf(t, options) {
    const folder = temporaryFolder(t);
    const list = join(folder, 'list.jsonl');
    const lines = Array.from({ length: 10 }, (_, place) => `${JSON.stringify({ path: `${place}.png` })}\n`);
    writeFileSync(list, lines.join(''));
    const path = join(folder, 'recipe.yaml');
    const source = `{ format: jsonl, path: list.jsonl${options} }`;
    writeFileSync(path, `version: 1\ndataset: set\nkind: image\nsources: [ ${source} ]\nlimits: { partitionBytes: 2048 }\n`);
    const { recipe } = await loadRecipe(path);
    const digest = await digestImages({ source: 0, key: 'list.jsonl', path: list, bytes: 0 }, recipe);
    assert.ok('ranges' in digest);
    return digest;
}
test('a list of paths is cut finely, and the files that it names are digested', async (t) => {
    const { ranges, references } = await digestOf(t, '');
    assert.deepEqual([ranges.length, references?.length], [10, 10]);
});
test('a list that holds its images is cut as other files are, and names none', async (t) => {
    const { ranges, references } = await digestOf(t, ', content: base64');
    assert.deepEqual([ranges.length, references], [1, undefined]);
});
//# sourceMappingURL=digest-images.test.js.map