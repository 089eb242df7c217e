import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openBestFit } from '../../../pipelines/packing/best-fit.js';
import { openSizeSet } from '../../../pipelines/packing/size-set.js';
const separator = 9;
const shape = { length: 8, vocabularySize: 10, separator, padding: separator };
function pack(documents, window = 1000) {
    const packer = openBestFit({ ...shape, window });
    const packed = documents.flatMap((tokens, index) => packer.add(String(index), tokens));
    return [...packed, ...packer.finish()];
}
test('an example: longest first, then the longest that still fits', () => {
    const packed = pack([[1], [2, 2], [3, 3, 3, 3], [4, 4, 4, 4, 4]]);
    assert.deepEqual(packed, [
        { tokens: Uint32Array.of(4, 4, 4, 4, 4, 9, 1, 9), used: 8, starts: [0, 6], documents: ['3', '0'] },
        { tokens: Uint32Array.of(3, 3, 3, 3, 9, 2, 2, 9), used: 8, starts: [0, 5], documents: ['2', '1'] },
    ]);
});
test('a document longer than a sequence is cut at the length, and its rest packed with others', () => {
    const packer = openBestFit(shape);
    const first = packer.add('long', [1, 2, 3, 4, 5, 6, 7, 8, 1, 2]);
    assert.deepEqual(first, [
        { tokens: Uint32Array.of(1, 2, 3, 4, 5, 6, 7, 8), used: 8, starts: [0], documents: ['long'] },
    ]);
    packer.add('short', [5]);
    assert.deepEqual(packer.finish(), [
        { tokens: Uint32Array.of(1, 2, 9, 5, 9, 9, 9, 9), used: 5, starts: [0, 3], documents: ['long', 'short'] },
    ]);
    assert.equal(packer.splitDocuments(), 1);
});
test('a document that fits exactly with its separator is a sequence, one token more is cut', () => {
    const [full] = pack([[1, 2, 3, 4, 5, 6, 7]]);
    assert.deepEqual(full?.tokens, Uint32Array.of(1, 2, 3, 4, 5, 6, 7, 9));
    assert.equal(pack([[1, 2, 3, 4, 5, 6, 7, 8]]).length, 2);
});
test('of documents of one length the first added leaves first, once more than the window wait', () => {
    const packer = openBestFit({ ...shape, window: 2 });
    assert.deepEqual(packer.add('first', [1, 1, 1, 1]), []);
    assert.deepEqual(packer.add('second', [2, 2, 2, 2]), []);
    const [packed, ...others] = packer.add('third', [3, 3]);
    assert.deepEqual(packed?.documents, ['first', 'third']);
    assert.deepEqual(others, []);
    assert.deepEqual(packer.finish().map(({ documents }) => documents), [['second']]);
});
test('every token comes out once, in order; no document that fits is cut; padding is the separator', () => {
    const documents = fc.array(fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 30 }), { maxLength: 60 });
    fc.assert(fc.property(documents, fc.integer({ min: 0, max: 20 }), (tokens, window) => {
        const parts = new Map();
        for (const sequence of pack(tokens, window)) {
            assert.equal(sequence.tokens.length, shape.length);
            assert.ok(sequence.tokens.subarray(sequence.used).every((token) => token === separator));
            for (const [index, id] of sequence.documents.entries()) {
                const part = sequence.tokens.subarray(sequence.starts[index], sequence.starts[index + 1] ?? sequence.used);
                parts.set(id, [...(parts.get(id) ?? []), [...part]]);
            }
        }
        for (const [index, document] of tokens.entries()) {
            const found = parts.get(String(index)) ?? [];
            const whole = [...document, separator];
            assert.equal(found.length, Math.ceil(whole.length / shape.length));
            assert.deepEqual(found.sort((a, b) => b.length - a.length).flat().length, whole.length);
            if (found.length === 1)
                assert.deepEqual(found[0], whole);
            else
                assert.deepEqual(sorted(found), sorted(cut(whole, shape.length)));
        }
    }));
});
test('the result is a function of the documents and their order', () => {
    const documents = Array.from({ length: 200 }, (_, index) => Array.from({ length: (index * 7) % 23 }, () => index % 9));
    assert.deepEqual(pack(documents, 16), pack(documents, 16));
});
test('lengths like those of real documents leave less than 1 % padding', () => {
    const packer = openBestFit({ length: 1024, vocabularySize: 10, separator, padding: separator });
    // Log-normal by twelve uniform numbers of a linear congruential generator: median 400 tokens, spread 1.2.
    let state = 1;
    const uniform = () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
    };
    const packed = [];
    for (let n = 0; n < 5000; n++) {
        const normal = Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6);
        packed.push(...packer.add(String(n), new Uint32Array(Math.ceil(400 * Math.exp(1.2 * normal)))));
    }
    packed.push(...packer.finish());
    const used = packed.reduce((sum, sequence) => sum + sequence.used, 0);
    assert.ok(used / (packed.length * 1024) > 0.99);
});
test('an id outside the vocabulary is refused, and the document with it', () => {
    const packer = openBestFit(shape);
    for (const id of [10, -1, Number.NaN]) {
        assert.throws(() => packer.add('bad', [1, id]), { code: 'token-range' });
    }
    assert.deepEqual(packer.finish(), []);
});
test('a set of sizes finds the largest up to a number, as a search of all members does', () => {
    const limit = 40_000;
    const size = fc.oneof(fc.integer({ min: 0, max: limit }), fc.constantFrom(0, 31, 32, 1023, 1024, 32_767, 32_768));
    fc.assert(fc.property(fc.array(fc.tuple(size, fc.boolean())), fc.array(size), (changes, questions) => {
        const set = openSizeSet(limit);
        const members = new Set();
        for (const [member, present] of changes) {
            if (present)
                set.add(member);
            else
                set.remove(member);
            if (present)
                members.add(member);
            else
                members.delete(member);
        }
        for (const question of questions) {
            const expected = Math.max(-1, ...[...members].filter((member) => member <= question));
            assert.equal(set.largestUpTo(question), expected);
        }
    }), { numRuns: 300 });
});
function cut(tokens, length) {
    return Array.from({ length: Math.ceil(tokens.length / length) }, (_, index) => tokens.slice(index * length, (index + 1) * length));
}
function sorted(parts) {
    return parts.map((part) => part.join(' ')).sort();
}
test('without a separator documents lie side by side, and padding has a token of its own', () => {
    const packer = openBestFit({ ...shape, separator: null, padding: 3 });
    packer.add('empty', []);
    packer.add('a', [1, 1, 1]);
    packer.add('b', [2, 2]);
    assert.deepEqual(packer.finish(), [
        { tokens: Uint32Array.of(1, 1, 1, 2, 2, 3, 3, 3), used: 5, starts: [0, 3], documents: ['a', 'b'] },
    ]);
});
//# sourceMappingURL=best-fit.test.js.map