import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shingleSet } from '../../../pipelines/dedup/shingles.js';
import { simplify } from '../../../pipelines/dedup/simplify.js';
import { goldenDocuments, goldenRows, goldenSkip } from './golden-documents.js';
test('as many shingles as different runs of words, sorted and unique', () => {
    const word = fc.constantFrom('a', 'b', 'ab', 'ba', '0', 'é', '漢', '😀');
    const gap = fc.constantFrom(' ', '\n', '\u00a0', '\u3000', '\u2003', ' \t ', '\x1f', '\x85');
    fc.assert(fc.property(fc.array(fc.tuple(word, gap), { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (parts, length) => {
        const words = parts.map(([each]) => each);
        const runs = new Set(words.slice(length - 1).map((_, i) => words.slice(i, i + length).join(' ')));
        const found = shingleSet(parts.flat().join(''), 'whitespace', length);
        assert.equal(found.length, runs.size);
        assert.deepEqual([...found], [...new Set(found)].sort((a, b) => a - b));
    }));
});
test('the zero width no-break space is no white space, as in Python', () => {
    assert.equal(shingleSet('a\ufeffb', 'whitespace', 1).length, 1);
});
test('a text of fewer words than a shingle has none', () => {
    assert.equal(shingleSet('one two three four', 'whitespace', 5).length, 0);
    assert.equal(shingleSet('one two three four five', 'whitespace', 5).length, 1);
    assert.equal(shingleSet('', 'characters', 1).length, 0);
});
test('characters are code points, whatever white space lies between them', () => {
    assert.deepEqual(shingleSet('数据 去重\n😀', 'characters', 2), shingleSet('数据去重😀', 'characters', 2));
    assert.equal(shingleSet('数据去重😀', 'characters', 5).length, 1);
});
test('each way to find words gives the same set for plain words', () => {
    const text = 'the quick brown fox jumps over the lazy dog';
    for (const words of ['spacy', 'unicode']) {
        assert.deepEqual(shingleSet(text, words, 5), shingleSet(text, 'whitespace', 5));
    }
});
test('permuted words of one small vocabulary rarely share a hash', () => {
    const words = Array.from({ length: 12 }, (_, i) => String(i));
    const texts = [];
    for (const a of words)
        for (const b of words)
            for (const c of words)
                for (const d of words)
                    texts.push(`${a} ${b} ${c} ${d}`);
    const hashes = new Set(texts.map((text) => shingleSet(text, 'whitespace', 4)[0]));
    assert.ok(hashes.size >= texts.length - 2, `${texts.length - hashes.size} of ${texts.length} are lost`);
});
test('a set has the size that datatrove counts, but for a shared hash now and then', { skip: goldenSkip }, () => {
    const counts = new Map(goldenRows('shingles-count.dev-golden.jsonl.gz').map(({ id, ws }) => [id, ws]));
    let lost = 0;
    for (const { id, text } of goldenDocuments()) {
        lost += Math.abs((counts.get(id) ?? 0) - shingleSet(simplify(text), 'whitespace', 5).length);
    }
    assert.ok(lost <= 3, `${lost} shingles differ`);
});
//# sourceMappingURL=shingles.test.js.map