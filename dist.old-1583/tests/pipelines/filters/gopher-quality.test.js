import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gopherQuality } from '../../../pipelines/filters/gopher-quality.js';
import { judge } from './judge.js';
const kept = { keep: true };
/** `count` words of `letters` letters, two of them stop words. */
function prose(count, letters = 5) {
    return ['the', 'and', ...Array(count - 2).fill('x'.repeat(letters))].join(' ');
}
function whitespace(text, more = {}) {
    return judge(gopherQuality, text, { words: 'whitespace', ...more });
}
test('ordinary prose is kept', () => {
    assert.deepEqual(whitespace(prose(60)), kept);
    assert.deepEqual(judge(gopherQuality, prose(60)), kept);
});
test('fewer than 50 words: punctuation does not count', () => {
    assert.deepEqual(whitespace(prose(50)), kept);
    assert.deepEqual(whitespace(`${prose(49)} -- …`), {
        keep: false,
        reason: 'gopher_short_doc',
        value: 49,
        limit: 50,
    });
});
test('more than 100,000 words', () => {
    assert.deepEqual(whitespace(prose(100_000)), kept);
    const verdict = { keep: false, reason: 'gopher_long_doc', value: 100_001, limit: 100_000 };
    assert.deepEqual(whitespace(prose(100_001)), verdict);
});
test('mean word length below 3 or above 10, in characters and not in code units', () => {
    // Two stop words of 3 letters among words of 3 or 10: the mean is at its limit or beside it.
    assert.deepEqual(whitespace(prose(60, 3)), kept);
    const below = { keep: false, reason: 'gopher_below_avg_threshold', value: (3 * 59 + 2) / 60, limit: 3 };
    assert.deepEqual(whitespace(prose(60, 3).replace(/xxx$/, 'xx')), below);
    const long = `the and ${'x'.repeat(17)} ${'x'.repeat(17)} ${Array(56).fill('𝐱'.repeat(10)).join(' ')}`;
    assert.deepEqual(whitespace(long), kept);
    const above = { keep: false, reason: 'gopher_above_avg_threshold', value: 601 / 60, limit: 10 };
    assert.deepEqual(whitespace(`${long}x`), above);
});
test('more than one # or ellipsis for ten words', () => {
    assert.deepEqual(whitespace(`${prose(60)}######`), kept);
    const hashes = { keep: false, reason: 'gopher_too_many_hashes', value: 7 / 60, limit: 0.1 };
    assert.deepEqual(whitespace(`${prose(60)}#######`), hashes);
    assert.deepEqual(whitespace(`${prose(60)}......…………x`), kept);
    const ellipses = { keep: false, reason: 'gopher_too_many_ellipsis', value: 7 / 60, limit: 0.1 };
    assert.deepEqual(whitespace(`${prose(60)}......…………..…x`), ellipses);
});
test('more than 90 % of lines begin with a bullet', () => {
    const lines = [' • the words', ...Array(7).fill('- wonderful words'), '- words and things to read'];
    const text = [...lines, `no bullet ${prose(50)}`].join('\n');
    assert.deepEqual(whitespace(text, { minAlphabeticWords: 0 }), kept);
    const verdict = { keep: false, reason: 'gopher_too_many_bullets', value: 1, limit: 0.9 };
    assert.deepEqual(whitespace(text.replace('no bullet', '- bullet')), verdict);
});
test('more than 30 % of lines end in an ellipsis, white space after it or not', () => {
    const lines = ['one…', 'two... ', 'three...', 'four', 'five', 'six', 'seven', 'eight', 'nine', prose(50)];
    assert.deepEqual(whitespace(lines.join('\n')), kept);
    const verdict = { keep: false, reason: 'gopher_too_many_end_ellipsis', value: 0.4, limit: 0.3 };
    assert.deepEqual(whitespace(lines.join('\n').replace('four', 'four…')), verdict);
});
test('fewer than 80 % of words have a letter', () => {
    const numbers = (count) => `${prose(48)} ${Array(count).fill('1234').join(' ')}`;
    assert.deepEqual(whitespace(numbers(12)), kept);
    const verdict = { keep: false, reason: 'gopher_below_alpha_threshold', value: 48 / 61, limit: 0.8 };
    assert.deepEqual(whitespace(numbers(13)), verdict);
});
test('fewer than two different stop words, as written', () => {
    const text = prose(60).replace('and', 'And the');
    const verdict = { keep: false, reason: 'gopher_enough_stop_words', value: 1, limit: 2 };
    assert.deepEqual(whitespace(text), verdict);
    assert.deepEqual(whitespace(text, { stopWords: ['the', 'And'] }), kept);
});
test('the splitting of words decides: with spaCy punctuation is a word', () => {
    const text = `${Array(20).fill('word, (word), word;').join(' ')} the and`;
    assert.deepEqual(whitespace(text), kept);
    const verdict = judge(gopherQuality, text, { words: 'spacy' });
    assert.equal(verdict.keep ? '' : verdict.reason, 'gopher_below_alpha_threshold');
});
test('no words, no lines: ratios are 0 and nothing divides by it', () => {
    const parameters = { minWords: 0, minMeanWordLength: 0, minAlphabeticWords: 0, minStopWords: 0 };
    for (const text of ['', ' \n ', '\u2028'])
        assert.deepEqual(whitespace(text, parameters), kept);
});
test('a misspelt parameter is refused', () => {
    assert.throws(() => whitespace('', { minWord: 3 }), /minWord/);
});
//# sourceMappingURL=gopher-quality.test.js.map