import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { MillraceError } from '../../core/errors.js';
import { keep } from '../../core/verdict.js';
import { defineFilter } from '../../pipelines/stage.js';
import { presentRecipe } from '../../recipes/present-recipe.js';
const stages = [
    defineFilter({
        name: 'long-enough',
        summary: 'Drops short records.',
        version: 3,
        parameters: z.strictObject({ minWords: z.int().default(50), words: z.enum(['a', 'b']).default('a') }),
        words: () => 'whitespace',
        measure: () => ({}),
        decide: () => keep,
    }),
];
function stagesOf(stored) {
    const recipe = { stages: [stored] };
    return presentRecipe(recipe, stages).stages;
}
test('a stage of the present version is as it was stored', () => {
    const stored = { stage: 'long-enough', version: 3, parameters: { minWords: 7 } };
    assert.deepEqual(stagesOf(stored), [stored]);
});
test('a stage that moved on has its present version, and defaults for parameters that are new', () => {
    const stored = { stage: 'long-enough', version: 2, parameters: { minWords: 7 } };
    assert.deepEqual(stagesOf(stored), [{ stage: 'long-enough', version: 3, parameters: { minWords: 7, words: 'a' } }]);
});
for (const [what, stored] of [
    ['is gone', { stage: 'gone', version: 1, parameters: {} }],
    ['takes other parameters', { stage: 'long-enough', version: 1, parameters: { min: 7 } }],
]) {
    test(`a stage that ${what} is a usage error that says what to do`, () => {
        assert.throws(() => stagesOf(stored), (error) => error instanceof MillraceError &&
            error.code === 'recipe-outdated' &&
            error.at === 'stages.0' &&
            /schedule create/.test(error.hint ?? ''));
    });
}
//# sourceMappingURL=present-recipe.test.js.map