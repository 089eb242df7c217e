import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeUnitsOf } from '../../../pipelines/text/code-units.js';
import { splitAtFeeds } from '../../../pipelines/text/lines.js';
import { sliceSpans } from '../../../pipelines/text/span-list.js';
import { openView } from '../../../pipelines/text/text-view.js';
import { fixtureRows } from '../fixture-rows.js';
test('lines and whitespace words are those of Python 3.11, for every white space and line boundary', () => {
    const rows = fixtureRows('python-3.11-split.jsonl');
    for (const { text, words, lines } of rows) {
        const view = openView(text, 'whitespace');
        assert.deepEqual(view.words, words, JSON.stringify(text));
        assert.deepEqual(view.lines, lines, JSON.stringify(text));
    }
});
test('parts between line feeds are those of a regular expression', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r'), maxLength: 30 });
    fc.assert(fc.property(texts, fc.constantFrom(1, 2, 3), (text, feeds) => {
        const expected = text.split(new RegExp(`\\n{${feeds},}`));
        assert.deepEqual(sliceSpans(text, splitAtFeeds(codeUnitsOf(text), feeds)), expected);
    }));
});
//# sourceMappingURL=lines.test.js.map