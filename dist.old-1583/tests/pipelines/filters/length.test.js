import assert from 'node:assert/strict';
import { test } from 'node:test';
import { length } from '../../../pipelines/filters/length.js';
import { judge } from './judge.js';
/** 18 characters, 5 words by white space, 4 lines of 5, 0, 8 and 2 characters. */
const text = 'a 𝐱 c\n\nabcdefgh\nyz';
for (const [limit, value, below, above] of [
    ['Characters', 18, 'too-few-characters', 'too-many-characters'],
    ['Words', 5, 'too-few-words', 'too-many-words'],
    ['Lines', 4, 'too-few-lines', 'too-many-lines'],
    ['MeanLineLength', 3.75, 'lines-too-short', 'lines-too-long'],
    ['LongestLine', 8, 'longest-line-too-short', 'longest-line-too-long'],
]) {
    test(`${limit} at their limits and beside them`, () => {
        const by = (limits) => judge(length, text, { words: 'whitespace', ...limits });
        assert.deepEqual(by({ [`min${limit}`]: value, [`max${limit}`]: value }), { keep: true });
        const few = { keep: false, reason: below, value, limit: value + 0.25 };
        assert.deepEqual(by({ [`min${limit}`]: value + 0.25 }), few);
        const many = { keep: false, reason: above, value, limit: value - 0.25 };
        assert.deepEqual(by({ [`max${limit}`]: value - 0.25 }), many);
    });
}
test('without limits nothing is dropped, a text of nothing neither', () => {
    for (const any of ['', '\n', text])
        assert.deepEqual(judge(length, any), { keep: true });
});
//# sourceMappingURL=length.test.js.map