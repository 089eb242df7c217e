import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addEncodedCounts, encodeValueCounts, openValueCounts } from '../../quality/value-counts.js';
import { vocabularyUse } from '../../quality/vocabulary-use.js';
const anyValue = fc.oneof(fc.nat(300), fc.nat(2 ** 21), fc.constantFrom(2 ** 20 - 1, 2 ** 20, 2 ** 40));
function countsOf(values) {
    const counts = openValueCounts();
    for (const value of values)
        counts.add(value);
    return counts;
}
test('entries are those of a map, in order, also through bytes and in parts', () => {
    fc.assert(fc.property(fc.array(anyValue), fc.array(anyValue), (left, right) => {
        const expected = new Map();
        for (const value of [...left, ...right])
            expected.set(value, (expected.get(value) ?? 0) + 1);
        const entries = [...expected].sort(([a], [b]) => a - b);
        assert.deepEqual([...countsOf([...left, ...right]).entries()], entries);
        const [first, second] = [openValueCounts(), openValueCounts()];
        addEncodedCounts([first, second], encodeValueCounts([countsOf(left), countsOf(right)]));
        assert.deepEqual([...second.entries()], [...countsOf(right).entries()]);
        addEncodedCounts([first], encodeValueCounts([countsOf(right)]));
        assert.deepEqual([...first.entries()], entries);
    }));
});
test('a list at once counts as one by one', () => {
    const values = Uint32Array.from([3, 3, 2 ** 32 - 1, 0, 3000]);
    const counts = openValueCounts();
    counts.addAll(values);
    assert.deepEqual([...counts.entries()], [...countsOf([...values]).entries()]);
});
test('counts above 2^32 are exact, and bytes that end early are refused', () => {
    const counts = openValueCounts();
    counts.add(5, 2 ** 50 + 1);
    const bytes = encodeValueCounts([counts]);
    const read = openValueCounts();
    addEncodedCounts([read], bytes);
    assert.deepEqual([...read.entries()], [[5, 2 ** 50 + 1]]);
    assert.throws(() => addEncodedCounts([openValueCounts()], bytes.subarray(0, -1)), RangeError);
});
test('use of a vocabulary, by hand', () => {
    const ids = openValueCounts();
    for (let id = 0; id < 150; id++)
        ids.add(id, id < 50 ? 30 : 1);
    assert.deepEqual({ ...vocabularyUse(ids, 200), perplexity: 0 }, {
        size: 200,
        used: 150,
        usedTenTimes: 50,
        tokens: 1600,
        mostFrequent: 1550,
        perplexity: 0,
    });
});
test('perplexity of equally frequent tokens is their number, and it does not hang on ids', () => {
    const equal = openValueCounts();
    for (let id = 0; id < 64; id++)
        equal.add(id * 3, 17);
    assert.equal(vocabularyUse(equal, 200).perplexity, 64);
    assert.equal(vocabularyUse(openValueCounts(), 200).perplexity, 0);
    assert.equal(vocabularyUse(countsOf([3]), 200).perplexity, 1);
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1 }), (counts) => {
        const [left, right] = [openValueCounts(), openValueCounts()];
        for (const [id, count] of counts.entries()) {
            left.add(id, count);
            right.add(counts.length - id, count);
        }
        assert.deepEqual(vocabularyUse(left, 1000), vocabularyUse(right, 1000));
    }));
});
//# sourceMappingURL=value-counts.test.js.map