import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recipeChanges } from '../../../cli/diff/recipe-changes.js';
const stage = (name, parameters = {}) => ({ stage: name, parameters, version: 1 });
test('a key that differs is named by its path, and a stage by its name', () => {
    const before = {
        pack: { length: 1024 },
        stages: [stage('normalize'), stage('gopher-quality', { minWords: 50, words: 'spacy' })],
        gates: [{ metric: 'kept.ratio', min: 0.5, severity: 'error' }],
        tokenizer: null,
    };
    const after = {
        pack: { length: 512 },
        stages: [stage('extract-html'), stage('normalize'), stage('gopher-quality', { minWords: 5, words: 'spacy' })],
        gates: [{ metric: 'kept.ratio', severity: 'error', max: 1 }],
        tokenizer: { file: 'tokenizer.json' },
    };
    assert.deepEqual(recipeChanges(before, after), [
        { path: 'gates.kept.ratio.max', before: undefined, after: 1 },
        { path: 'gates.kept.ratio.min', before: 0.5, after: undefined },
        { path: 'pack.length', before: 1024, after: 512 },
        { path: 'stages.extract-html', before: undefined, after: stage('extract-html') },
        { path: 'stages.gopher-quality.parameters.minWords', before: 50, after: 5 },
        { path: 'tokenizer', before: null, after: { file: 'tokenizer.json' } },
    ]);
});
test('another order of stages, a stage that comes twice, and lists of values', () => {
    const [a, b] = [stage('a'), stage('b')];
    assert.deepEqual(recipeChanges({ stages: [a, b] }, { stages: [b, a] }), [
        { path: 'stages, order', before: ['a', 'b'], after: ['b', 'a'] },
    ]);
    assert.deepEqual(recipeChanges({ stages: [a] }, { stages: [a, a] }), [
        { path: 'stages.a#2', before: undefined, after: a },
    ]);
    assert.deepEqual(recipeChanges({ keep: ['en'] }, { keep: ['en', 'zh'] }), [
        { path: 'keep', before: ['en'], after: ['en', 'zh'] },
    ]);
});
test('equal recipes do not differ, and the mirror names the same paths', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    fc.assert(fc.property(value, value, (before, after) => {
        assert.deepEqual(recipeChanges(before, before), []);
        const swapped = recipeChanges(after, before).map((each) => [each.path, each.after, each.before]);
        assert.deepEqual(recipeChanges(before, after).map((each) => [each.path, each.before, each.after]), swapped);
    }));
});
//# sourceMappingURL=recipe-changes.test.js.map