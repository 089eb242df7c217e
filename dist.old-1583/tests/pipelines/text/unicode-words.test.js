import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openView } from '../../../pipelines/text/text-view.js';
test('words have letters or digits, and boundaries are those of UAX #29', () => {
    // The example of UAX #29, section 4.
    const text = 'The quick (“brown”) fox can’t jump 32.3 feet, right?';
    const expected = ['The', 'quick', 'brown', 'fox', 'can’t', 'jump', '32.3', 'feet', 'right'];
    assert.deepEqual(openView(text, 'unicode').words, expected);
});
test('scripts without spaces are cut into words', () => {
    assert.ok(openView('今天天气很好我们去公园', 'unicode').words.length > 3);
});
//# sourceMappingURL=unicode-words.test.js.map