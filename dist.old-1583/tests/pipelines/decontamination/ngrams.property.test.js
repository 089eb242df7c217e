import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutRuns, placesOf } from '../../../pipelines/decontamination/cut-runs.js';
import { findContamination } from '../../../pipelines/decontamination/find-contamination.js';
import { openIndexBuilder } from '../../../pipelines/decontamination/ngram-index.js';
import { hashWords, openWordHashes } from '../../../pipelines/decontamination/word-hashes.js';
import { simplify } from '../../../pipelines/dedup/simplify.js';
const word = fc.constantFrom('a', 'b', 'c', 'Ab', 'ba', '3.5', '数', '学', '𠀀', "it's", 'é', 'ΑΣ', '😀', 'กา', 'กั', '๑๒', 'a๓', 'aั');
const text = fc
    .array(fc.tuple(word, fc.constantFrom(' ', ' ', ', ', '\n', '')), { maxLength: 40 })
    .map((parts) => parts.flat().join(''));
/** Words as the documentation tells them. */
function wordsOf(of) {
    return simplify(of)
        .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu, ' $& ')
        .split(' ')
        .filter((each) => each !== '');
}
function hashed(of) {
    const list = openWordHashes();
    hashWords(of, list);
    return { hashes: list.hashes.slice(0, list.length), length: list.length };
}
test('equals a set of n-grams as strings, for items of any length', () => {
    fc.assert(fc.property(fc.array(text, { maxLength: 8 }), text, fc.integer({ min: 2, max: 5 }), (items, document, ngram) => {
        const builder = openIndexBuilder({ ngram, shortest: 1, maxItems: null });
        for (const [place, item] of items.entries())
            builder.add(String(place), hashed(item));
        const grams = new Set();
        const lengths = new Set();
        for (const words of items.map(wordsOf).filter(({ length }) => length > 0)) {
            const size = Math.min(ngram, words.length);
            lengths.add(size);
            for (let i = 0; i + size <= words.length; i++)
                grams.add(words.slice(i, i + size).join(' '));
        }
        const own = wordsOf(document);
        const covered = new Set();
        let matches = 0;
        for (const size of lengths)
            for (let i = 0; i + size <= own.length; i++)
                if (grams.has(own.slice(i, i + size).join(' '))) {
                    matches++;
                    for (let k = i; k < i + size; k++)
                        covered.add(k);
                }
        const found = findContamination(builder.finish(), hashed(document));
        assert.equal(found.matches, matches);
        assert.equal(found.words, covered.size);
        for (const { item, ngram: first, words } of found.items) {
            const part = wordsOf(items[Number(item)] ?? '').slice(first, first + words);
            assert.ok(` ${own.join(' ')} `.includes(` ${part.join(' ')} `), 'the part that is named is in the text');
        }
    }), { numRuns: 500 });
});
test('the place of every word in a text holds that word and begins and ends with it', () => {
    fc.assert(fc.property(text, (of) => {
        const words = wordsOf(of);
        words.forEach((each, place) => {
            const [[start, end] = [0, 0]] = placesOf(of, [[place, place + 1]]);
            assert.ok(wordsOf(of.slice(start, end)).includes(each));
            assert.equal(of.slice(start, end).trim(), of.slice(start, end));
        });
    }), { numRuns: 500 });
});
test('what is cut leaves none of its words when nothing else holds them, and no half of a pair', () => {
    fc.assert(fc.property(text, text, fc.integer({ min: 0, max: 3 }), (before, after, around) => {
        const whole = `${before} qq 𠀁 ww ${after}`;
        const first = wordsOf(before).length;
        const { kept } = cutRuns(whole, [[first, first + 3]], around, 0);
        assert.ok(kept.every((part) => part.isWellFormed() && !/qq|𠀁|ww/u.test(part)));
        if (around === 0)
            assert.deepEqual(kept.flatMap(wordsOf), [...wordsOf(before), ...wordsOf(after)]);
    }), { numRuns: 500 });
});
//# sourceMappingURL=ngrams.property.test.js.map