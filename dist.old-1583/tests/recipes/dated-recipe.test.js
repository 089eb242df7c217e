import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MillraceError } from '../../core/errors.js';
import { datedRecipe } from '../../recipes/dated-recipe.js';
import { recipeOf } from './sample-recipe.js';
const pathsOf = (recipe) => recipe.sources.map(({ path }) => path);
const noClock = () => assert.fail('the clock was read');
test('words in braces are the time in the zone', () => {
    const recipe = recipeOf('in/{date}/*.txt', '{year}/{month}/{day}/{hour}/{date}.txt', 'fixed.txt');
    const at = () => new Date('2026-01-02T20:05:00Z');
    assert.deepEqual(pathsOf(datedRecipe(recipe, at, 'UTC')), [
        'in/2026-01-02/*.txt',
        '2026/01/02/20/2026-01-02.txt',
        'fixed.txt',
    ]);
    assert.deepEqual(pathsOf(datedRecipe(recipe, at, 'Asia/Shanghai')), [
        'in/2026-01-03/*.txt',
        '2026/01/03/04/2026-01-03.txt',
        'fixed.txt',
    ]);
});
test('other braces are glob alternatives, and ask for no time', () => {
    const recipe = recipeOf('{a,b}/{date,day}/{Date}/{ date }/{minute}/$date/*.{txt,html}');
    assert.equal(datedRecipe(recipe, noClock, 'UTC'), recipe);
});
test('a recipe without the words is itself, whatever its paths hold', () => {
    const paths = fc.string().filter((path) => !/\{(date|year|month|day|hour)\}/.test(path));
    fc.assert(fc.property(paths, (path) => assert.equal(pathsOf(datedRecipe(recipeOf(path), noClock, 'UTC'))[0], path)));
});
test('a word without a time is a usage error that names the source', () => {
    assert.throws(() => datedRecipe(recipeOf('fixed.txt', 'in/{hour}.txt'), () => undefined, 'UTC'), (error) => error instanceof MillraceError &&
        error.code === 'no-time' &&
        error.kind === 'usage' &&
        error.at === 'sources.1.path');
});
//# sourceMappingURL=dated-recipe.test.js.map