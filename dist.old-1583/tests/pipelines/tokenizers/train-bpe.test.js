import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addWordCounts, countWords } from '../../../pipelines/tokenizers/count-words.js';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.js';
import { tokenizerJson } from '../../../pipelines/tokenizers/tokenizer-json.js';
import { trainBpe } from '../../../pipelines/tokenizers/train-bpe.js';
import { gpt2Pattern } from '../../../pipelines/tokenizers/word-scanner.js';
import { readFixture, readTokenizer } from './fixture.js';
const specials = ['<|endoftext|>'];
const lines = readFixture('corpus.txt').split('\n');
function countsOf(texts) {
    const counts = new Map();
    countWords(texts, counts);
    return counts;
}
function train(texts, vocabulary, minFrequency = 0) {
    return trainBpe(countsOf(texts), { vocabulary, specials, minFrequency });
}
test("vocabulary and merges equal those of Hugging Face's BpeTrainer", () => {
    const { vocab, merges } = readTokenizer('gpt2-700.json').model;
    const trained = train(lines, 700);
    assert.deepEqual(trained.merges, merges);
    assert.deepEqual(Object.fromEntries(trained.tokens.map((token, id) => [token, id])), vocab);
});
test('the tokenizer.json of a trained model gives the ids of the one that Hugging Face wrote', () => {
    const ours = openTokenizer(tokenizerJson(train(lines, 700)));
    const theirs = openTokenizer(readFixture('gpt2-700.json'));
    for (const text of [readFixture('corpus.txt'), 'The miller<|endoftext|>stands']) {
        assert.deepEqual(ours.encode(text), theirs.encode(text));
    }
    assert.equal(ours.endOfText, 0);
});
test('a model depends neither on the order of the texts nor on how they are cut into chunks', () => {
    const whole = tokenizerJson(train(lines, 500));
    fc.assert(fc.property(fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length }), fc.integer({ min: 1, max: lines.length }), (shuffled, chunkLength) => {
        const chunks = [];
        for (let i = 0; i < shuffled.length; i += chunkLength)
            chunks.push(countsOf(shuffled.slice(i, i + chunkLength)));
        const counts = new Map();
        for (const chunk of chunks.reverse())
            addWordCounts(counts, chunk);
        assert.equal(tokenizerJson(trainBpe(counts, { vocabulary: 500, specials, minFrequency: 0 })), whole);
    }), { numRuns: 20 });
});
test('words are those of the pattern, character by character', () => {
    const pattern = new RegExp(gpt2Pattern, 'gu');
    fc.assert(fc.property(fc.array(fc.constantFrom(..." \n\tab1é水😀\u00a0½'s.-"), { maxLength: 40 }).map((parts) => parts.join('')), (text) => {
        const expected = new Map();
        for (const [word] of text.matchAll(pattern))
            expected.set(word, (expected.get(word) ?? 0) + 1);
        assert.deepEqual(countsOf([text]), expected);
    }), { numRuns: 500 });
});
/** Sennrich's loop as printed: count all pairs anew for each merge. */
function trainSlowly(counts, merges, idOf) {
    let words = [...counts].map(([word, count]) => ({ symbols: [...word], count }));
    const learned = [];
    for (let n = 0; n < merges; n++) {
        const pairs = new Map();
        for (const { symbols, count } of words) {
            for (let i = 0; i + 1 < symbols.length; i++) {
                const pair = [symbols[i] ?? '', symbols[i + 1] ?? ''];
                const counted = pairs.get(pair.join(' ')) ?? { pair, count: 0 };
                counted.count += count;
                pairs.set(pair.join(' '), counted);
            }
        }
        const [best] = [...pairs.values()].sort((a, b) => b.count - a.count || idOf(a.pair[0]) - idOf(b.pair[0]) || idOf(a.pair[1]) - idOf(b.pair[1]));
        if (best === undefined)
            break;
        learned.push(best.pair);
        words = words.map(({ symbols, count }) => {
            const merged = [];
            for (let i = 0; i < symbols.length; i++) {
                const found = symbols[i] === best.pair[0] && symbols[i + 1] === best.pair[1];
                merged.push(found ? best.pair.join('') : (symbols[i] ?? ''));
                if (found)
                    i++;
            }
            return { symbols: merged, count };
        });
    }
    return learned;
}
test('counts kept from merge to merge give the merges of counting all pairs anew', () => {
    const word = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.dictionary(word, fc.integer({ min: 1, max: 9 }), { minKeys: 1, maxKeys: 8 }), (words) => {
        const counts = new Map(Object.entries(words));
        const trained = trainBpe(counts, { vocabulary: 257 + 12, specials, minFrequency: 1 });
        assert.deepEqual(trained.merges, trainSlowly(counts, trained.merges.length, (token) => trained.tokens.indexOf(token)));
    }), { numRuns: 300 });
});
test('each token is spelt by one merge, in runs of one letter too', () => {
    const runs = fc.dictionary(fc.integer({ min: 1, max: 40 }).map((length) => 'x'.repeat(length)), fc.integer({ min: 1, max: 50 }), { minKeys: 1, maxKeys: 12 });
    fc.assert(fc.property(runs, (words) => {
        const { tokens, merges } = trainBpe(new Map(Object.entries(words)), {
            vocabulary: 290,
            specials,
            minFrequency: 1,
        });
        assert.deepEqual(tokens.slice(257), merges.map((merge) => merge.join('')));
        assert.equal(new Set(tokens).size, tokens.length);
    }), { numRuns: 300 });
});
test('a special that a byte or a merge spells too has one id', () => {
    const trained = trainBpe(countsOf(['ab ab abc']), { vocabulary: 300, specials: ['a', 'ab'], minFrequency: 1 });
    assert.deepEqual(trained.tokens.slice(0, 3), ['a', 'ab', '!']);
    assert.equal(new Set(trained.tokens).size, trained.tokens.length);
    assert.equal(openTokenizer(tokenizerJson(trained)).decode([1, 0]), 'aba');
});
test('a pair below minFrequency is not merged, and a vocabulary below the alphabet is refused', () => {
    assert.deepEqual(train(['ab ab ab cd cd'], 1000, 3).merges, [
        ['a', 'b'],
        ['Ġ', 'ab'],
    ].slice(0, 1));
    assert.throws(() => train([], 256), { code: 'vocabulary-too-small', kind: 'usage' });
    assert.equal(train([], 257).tokens.length, 257);
});
test('a megabyte without a space trains in proportion to its length', { timeout: 20_000 }, () => {
    const { tokens } = train(['themillturnsthestones'.repeat(2 ** 20 / 21), 'x'.repeat(2 ** 20)], 2000);
    assert.ok(tokens.includes('x'.repeat(2 ** 10)));
});
//# sourceMappingURL=train-bpe.test.js.map