import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { listFeatures, openFeatureList } from '../../../pipelines/classifier/features.js';
const rule = { words: 2, characters: null, bits: 24 };
function places(text, changed = {}) {
    const own = { ...rule, ...changed };
    const list = openFeatureList(own);
    listFeatures(text, own, list);
    return [...list.places.subarray(0, list.length)];
}
describe('the features of a text', () => {
    test('are its words and pairs of words, each once', () => {
        assert.equal(places('a b c').length, 5);
        assert.equal(places('a b a b').length, 4);
        assert.equal(places('a b c', { words: 1 }).length, 3);
        assert.equal(places('a b c d', { words: 4 }).length, 4 + 3 + 2 + 1);
        assert.deepEqual(places(''), []);
        assert.notDeepEqual(places('a b', { words: 2 }).at(-1), places('b a', { words: 2 }).at(-1));
    });
    test('do not hang on case, on which digits a number has, or on white space', () => {
        assert.deepEqual(places('The Mill of 1847'), places('the\tmill  OF 2026'));
        assert.notDeepEqual(places('the mill'), places('the mill\n'));
        assert.deepEqual(places('one\n\n \n two'), places('one\r\ntwo'));
    });
    test('take marks, ideographs and astral characters as words', () => {
        assert.equal(places('wow!!', { words: 1 }).length, 2);
        assert.equal(places('水力磨坊', { words: 2 }).length, 7);
        assert.equal(places('😀😃', { words: 1 }).length, 2);
        assert.equal(places('é', { words: 1 }).length, 1);
        assert.equal(places('\ud83d', { words: 1 }).length, 1);
    });
    test('may be n-grams of characters within words, edges included', () => {
        // <m, mi, il, l> and their word.
        assert.equal(places('mil', { words: 1, characters: { from: 2, to: 2 } }).length, 5);
        assert.equal(places('mil', { words: 1, characters: { from: 3, to: 5 } }).length, 1 + 3 + 2 + 1);
        assert.equal(places('mil mil', { words: 1, characters: { from: 3, to: 5 } }).length, 7);
    });
    test('are the same in a list that other texts were in before', () => {
        const own = { ...rule, bits: 8, characters: { from: 1, to: 3 }, words: 3 };
        const list = openFeatureList(own);
        fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
            listFeatures(text, own, list);
            const again = [...list.places.subarray(0, list.length)];
            assert.deepEqual(again, places(text, own));
            assert.equal(new Set(again).size, again.length);
            assert.ok(again.every((place) => place < 256));
        }));
    });
    test('of a hostile text are found in linear time', () => {
        for (const text of ['a'.repeat(2e6), '! '.repeat(1e6), '\n'.repeat(2e6), '水'.repeat(2e6)])
            assert.ok(places(text, { characters: { from: 1, to: 8 }, words: 4, bits: 20 }).length > 0);
    });
});
//# sourceMappingURL=features.test.js.map