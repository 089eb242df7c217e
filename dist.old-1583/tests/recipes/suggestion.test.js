import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean, nearest } from '../../recipes/suggestion.js';
const known = ['stages', 'sources', 'tokenizer', 'output'];
test('a slip of the fingers is understood, another word is not', () => {
    assert.equal(nearest('stpes', known), 'stages');
    assert.equal(nearest('Sources', known), 'sources');
    assert.equal(nearest('tokeniser', known), 'tokenizer');
    assert.equal(nearest('banana', known), undefined);
    assert.equal(nearest('x', []), undefined);
});
test('of two that are as near the first is taken', () => {
    assert.equal(nearest('ac', ['ab', 'ad']), 'ab');
});
test('didYouMean is empty where there is nothing to suggest', () => {
    assert.equal(didYouMean('stage', known), ', did you mean "stages"?');
    assert.equal(didYouMean('banana', known), '');
});
//# sourceMappingURL=suggestion.test.js.map