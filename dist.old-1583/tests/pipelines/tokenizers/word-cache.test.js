import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CACHED_BYTES, CACHED_TOKENS, openWordCache } from '../../../pipelines/tokenizers/word-cache.js';
test('a cache of any size gives a word its own tokens or none, never those of another', () => {
    // Zeros with at most one 1: words that differ in length alone, or in one byte anywhere.
    const word = fc
        .tuple(fc.integer({ min: 1, max: CACHED_BYTES }), fc.nat({ max: 2 * CACHED_BYTES }))
        .map(([length, one]) => Array.from({ length }, (_, index) => (index === one ? 1 : 0)));
    fc.assert(fc.property(fc.array(word, { maxLength: 60 }), fc.constantFrom(2, 8, 256), (words, size) => {
        const cache = openWordCache(size);
        const ids = new Uint32Array(8);
        const bytes = new Uint8Array(CACHED_BYTES + 5).fill(0xff);
        const view = new DataView(bytes.buffer);
        for (const key of words) {
            bytes.fill(7).set(key, 1);
            const binary = Number.parseInt(key.join(''), 2);
            const tokens = [key.length, binary, 5].slice(0, 1 + (key.length % CACHED_TOKENS));
            const found = cache.read(view, 1, key.length, ids, 2);
            if (found === 0)
                cache.keep(Int32Array.from([key.length, binary, 5]), tokens.length);
            else
                assert.deepEqual([...ids.subarray(2, 2 + found)], tokens);
        }
    }), { numRuns: 2000 });
});
test('the word met last is always found', () => {
    const cache = openWordCache(4);
    const view = new DataView(new ArrayBuffer(16));
    const ids = new Uint32Array(4);
    for (let word = 1; word < 200; word++) {
        view.setUint8(0, word);
        assert.equal(cache.read(view, 0, 1, ids, 0), 0);
        cache.keep(Int32Array.of(word), 1);
        assert.equal(cache.read(view, 0, 1, ids, 0), 1);
        assert.equal(ids[0], word);
    }
});
//# sourceMappingURL=word-cache.test.js.map