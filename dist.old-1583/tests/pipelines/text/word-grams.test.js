import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openView } from '../../../pipelines/text/text-view.js';
import { measureGrams } from '../../../pipelines/text/word-grams.js';
/** The published definitions over strings, with no hashing of ours. */
function topByStrings(words, n) {
    const counts = new Map();
    for (let i = 0; i + n <= words.length; i++) {
        const gram = words.slice(i, i + n).join(' ');
        counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
    let top = ['', 0];
    for (const entry of counts)
        if (entry[1] > top[1])
            top = entry;
    return [...top[0]].length * top[1];
}
function repeatedByStrings(words, n) {
    const seen = new Set();
    let characters = 0;
    for (let i = 0; i + n <= words.length;) {
        const gram = words.slice(i, i + n).join('');
        if (seen.has(gram)) {
            characters += [...gram].length;
            i += n;
        }
        else {
            seen.add(gram);
            i++;
        }
    }
    return characters;
}
// Few and short words, so that n-grams repeat and the same letters come in other cuts.
const word = fc.oneof({ weight: 6, arbitrary: fc.constantFrom('1', '11', '111', 'a', '😀', '😀a') }, { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('x', 'y', 'é', '\ud83d'), minLength: 1, maxLength: 3 }) });
test('n-grams measure what the definitions over strings do', () => {
    fc.assert(fc.property(fc.array(word, { maxLength: 120 }), (words) => {
        const sizes = [2, 3, 4, 5, 6, 7, 8, 9, 10];
        const { top, repeated } = measureGrams(openView(words.join(' '), 'whitespace'), 10, sizes);
        assert.deepEqual(top, sizes.map((n) => topByStrings(words, n)));
        assert.deepEqual(repeated, sizes.map((n) => repeatedByStrings(words, n)));
    }), { numRuns: 300 });
});
test('words run together repeat in another cut', () => {
    assert.deepEqual(measureGrams(openView('1 11 x 11 1', 'whitespace'), 2, [2]), { top: [4], repeated: [3] });
});
test('of equally frequent n-grams the first counts', () => {
    const view = openView('a b long words a b long words', 'whitespace');
    assert.deepEqual(measureGrams(view, 2, []), { top: [6], repeated: [] });
});
test('words longer than any table of powers', () => {
    const long = 'x'.repeat(5000);
    const view = openView(`${long} a ${long} b ${long} a ${long}`, 'whitespace');
    assert.deepEqual(measureGrams(view, 2, [3]), { top: [2 * 5002], repeated: [10_001] });
});
test('two views at once do not disturb each other', () => {
    const one = openView('a b c a b c a b c', 'whitespace');
    const other = openView('x y z w x y z w', 'spacy');
    assert.deepEqual(measureGrams(one, 1, [3]).repeated, [6]);
    assert.deepEqual(measureGrams(other, 1, [3]).repeated, [3]);
    assert.deepEqual(measureGrams(one, 1, [3]).repeated, [6]);
    assert.deepEqual(one.words, ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c']);
    assert.deepEqual(other.words, ['x', 'y', 'z', 'w', 'x', 'y', 'z', 'w']);
});
//# sourceMappingURL=word-grams.test.js.map