import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visibleText } from '../../../pipelines/filters/visible-text.js';
import { documentOf, judge } from './judge.js';
test('HTML is held to its visible text, other documents are not', () => {
    const page = (letters, style) => `<!DOCTYPE html><style>${'x'.repeat(style)}</style><p>${'a'.repeat(letters)}</p>`;
    const overhead = page(0, 0).length;
    assert.deepEqual(judge(visibleText, page(100, 400 - overhead)), { keep: true });
    const rare = { keep: false, reason: 'visible-text-too-rare', value: 100 / 501, limit: 0.2 };
    assert.deepEqual(judge(visibleText, page(100, 401 - overhead)), rare);
    const little = { keep: false, reason: 'too-little-visible-text', value: 99, limit: 100 };
    assert.deepEqual(judge(visibleText, page(99, 0)), little);
    assert.deepEqual(judge(visibleText, 'short text'), { keep: true });
    assert.equal(judge(visibleText, documentOf('<p>short', { format: 'html' })).keep, false);
});
//# sourceMappingURL=visible-text.test.js.map