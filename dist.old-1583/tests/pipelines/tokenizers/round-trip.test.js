import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.js';
import { readFixture } from './fixture.js';
const tokenizers = ['gpt2-700.json', 'llama3-700.json'].map((name) => openTokenizer(readFixture(name)));
const hostileText = fc
    .array(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom('<|endoftext|>', '\ufeff', '\r\n', "'s", '   ', '\ud800', '\udc00', '\0', 'the mill')))
    .map((parts) => parts.join(''));
test('decode gives back what encode was given, a lone surrogate as U+FFFD', () => {
    fc.assert(fc.property(hostileText, (text) => {
        for (const tokenizer of tokenizers) {
            assert.equal(tokenizer.decode(tokenizer.encode(text)), text.toWellFormed());
        }
    }), { numRuns: 500 });
});
test('a lone surrogate gives the ids of U+FFFD', () => {
    for (const tokenizer of tokenizers) {
        for (const lone of ['\ud83d', '\ude00', 'a\ud83db', '\ud83d\ud83d\ude00']) {
            assert.deepEqual(tokenizer.encode(lone), tokenizer.encode(lone.toWellFormed()));
        }
    }
});
test('ids do not depend on what was encoded before', () => {
    fc.assert(fc.property(fc.array(hostileText, { maxLength: 8 }), hostileText, (before, text) => {
        const [used] = tokenizers;
        for (const other of before)
            used?.encode(other);
        assert.deepEqual(used?.encode(text), openTokenizer(readFixture('gpt2-700.json')).encode(text));
    }), { numRuns: 20 });
});
test('bytes that are no UTF-8 decode to U+FFFD; an unknown id is an error', () => {
    const [tokenizer] = tokenizers;
    const [, second = -1] = tokenizer?.encode('\u0411') ?? [];
    assert.equal(tokenizer?.decode([second]), '\ufffd');
    assert.throws(() => tokenizer?.decode([700]), { code: 'token-range' });
});
//# sourceMappingURL=round-trip.test.js.map