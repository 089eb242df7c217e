import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openConcatenation } from '../../../pipelines/packing/concatenate.js';
const shape = { length: 8, vocabularySize: 10, separator: 9, padding: 0 };
function pack(documents, separator) {
    const packer = openConcatenation({ ...shape, separator });
    const packed = documents.flatMap((tokens, index) => packer.add(String(index), tokens));
    return [...packed, ...packer.finish()];
}
test('an example: in order, cut at the length, the last filled up', () => {
    const packer = openConcatenation(shape);
    assert.deepEqual(packer.add('a', [1, 2, 3]), []);
    assert.deepEqual(packer.add('b', [4, 5, 6, 7, 8]), [
        { tokens: Uint32Array.of(1, 2, 3, 9, 4, 5, 6, 7), used: 8, starts: [0, 4], documents: ['a', 'b'] },
    ]);
    assert.deepEqual(packer.finish(), [
        { tokens: Uint32Array.of(8, 9, 0, 0, 0, 0, 0, 0), used: 2, starts: [0], documents: ['b'] },
    ]);
    assert.equal(packer.splitDocuments(), 1);
});
test('a document that ends where a sequence does is not cut', () => {
    const packer = openConcatenation(shape);
    assert.equal(packer.add('a', [1, 2, 3, 4, 5, 6, 7]).length, 1);
    assert.deepEqual([packer.finish(), packer.splitDocuments()], [[], 0]);
});
test('every token comes out once and in order, with its document, and only the last sequence has padding', () => {
    const documents = fc.array(fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 30 }), { maxLength: 40 });
    fc.assert(fc.property(documents, fc.constantFrom(9, null), (tokens, separator) => {
        const packed = pack(tokens, separator);
        const found = [];
        for (const [index, { tokens: all, used, starts, documents: names }] of packed.entries()) {
            assert.equal(all.length, shape.length);
            assert.ok(index === packed.length - 1 ? used > 0 : used === shape.length);
            assert.ok(all.subarray(used).every((token) => token === shape.padding));
            assert.ok(starts.every((start, place) => start < (starts[place + 1] ?? used)));
            assert.equal(starts[0], 0);
            for (const [place, name] of names.entries()) {
                for (const token of all.subarray(starts[place], starts[place + 1] ?? used))
                    found.push([name, token]);
            }
        }
        const expected = tokens.flatMap((document, index) => [...document, ...(separator === null ? [] : [separator])].map((token) => [String(index), token]));
        assert.deepEqual(found, expected);
    }));
});
test('an id outside the vocabulary is refused, and the document with it', () => {
    const packer = openConcatenation(shape);
    for (const id of [10, -1, Number.NaN])
        assert.throws(() => packer.add('bad', [1, id]), { code: 'token-range' });
    assert.deepEqual(packer.finish(), []);
});
//# sourceMappingURL=concatenate.test.js.map