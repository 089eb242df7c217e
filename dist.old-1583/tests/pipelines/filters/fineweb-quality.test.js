import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finewebQuality } from '../../../pipelines/filters/fineweb-quality.js';
import { judge } from './judge.js';
const kept = { keep: true };
function whitespace(text, more = {}) {
    return judge(finewebQuality, text, { words: 'whitespace', ...more });
}
/** `count` different lines of more than 30 characters; the first `ended` end as sentences do. */
function lines(count, ended) {
    return Array.from({ length: count }, (_, i) => `line ${i} is long enough to be no short one${i < ended ? '.' : ''}`);
}
test('prose is kept', () => {
    assert.deepEqual(whitespace(lines(10, 10).join('\n')), kept);
    assert.deepEqual(judge(finewebQuality, lines(10, 10).join('\n')), kept);
});
test('nothing but white space is empty', () => {
    for (const text of ['', ' \n\u3000\n']) {
        assert.deepEqual(whitespace(text), { keep: false, reason: 'empty', value: 0, limit: 1 });
    }
});
test('fewer than 12 % of lines end as a sentence does, in any script, nothing after the mark', () => {
    assert.deepEqual(whitespace(lines(25, 3).join('\n')), kept);
    const verdict = { keep: false, reason: 'line_punct_ratio', value: 2 / 25, limit: 0.12 };
    assert.deepEqual(whitespace(lines(25, 2).join('\n')), verdict);
    for (const mark of ['。', '؟', '।', '𑅃', '!']) {
        assert.deepEqual(whitespace(lines(25, 2).join('\n') + mark), kept, mark);
        assert.deepEqual(whitespace(`${lines(25, 2).join('\n')}${mark}\r`), verdict, mark);
    }
});
test('more than 67 % of lines have at most 30 characters', () => {
    const short = (count) => Array.from({ length: count }, (_, i) => `${'a '.repeat(13)}${100 + i}.`);
    assert.deepEqual(short(1)[0]?.length, 30);
    assert.deepEqual(whitespace([...short(2), ...lines(1, 1)].join('\n')), kept);
    const verdict = { keep: false, reason: 'short_line_ratio', value: 0.75, limit: 0.67 };
    assert.deepEqual(whitespace([...short(3), ...lines(1, 1)].join('\n')), verdict);
    assert.deepEqual(whitespace([...short(3), ...lines(1, 1)].join('\n'), { shortLineLength: 29 }), kept);
});
test('more than 1 % of characters are in repeated lines', () => {
    const text = `${'x '.repeat(1000)}end of it.\nabc. abcdefghijklmno.\nabc. abcdefghijklmno.`;
    const characters = text.replaceAll('\n', '').length;
    assert.deepEqual(whitespace(text, { maxDuplicateCharacters: 21 / characters, maxShortLines: 1 }), kept);
    const verdict = { keep: false, reason: 'char_dup_ratio', value: 21 / characters, limit: 0.01 };
    assert.deepEqual(whitespace(text, { maxShortLines: 1 }), verdict);
});
test('more than 0.3 line feeds for each word, empty lines counted', () => {
    // 10 words and 3 or 4 line feeds.
    const text = (feeds) => `${'a '.repeat(5)}sentence here.${'\n'.repeat(feeds)}three more words`;
    assert.deepEqual(whitespace(text(3), { maxShortLines: 1 }), kept);
    const verdict = { keep: false, reason: 'list_ratio', value: 0.4, limit: 0.3 };
    assert.deepEqual(whitespace(text(4), { maxShortLines: 1 }), verdict);
});
//# sourceMappingURL=fineweb-quality.test.js.map