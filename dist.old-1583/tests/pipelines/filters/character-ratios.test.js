import assert from 'node:assert/strict';
import { test } from 'node:test';
import { characterRatios } from '../../../pipelines/filters/character-ratios.js';
import { judge } from './judge.js';
const kept = { keep: true };
/** No limit but those that a test names. */
const free = { minAlphanumeric: 0 };
function dropped(reason, value, limit, evidence) {
    return { keep: false, reason, value, limit, ...(evidence === undefined ? {} : { evidence }) };
}
test('letters and numbers of any script, characters and not code units', () => {
    assert.deepEqual(judge(characterRatios, 'a1二----++----'), dropped('too-few-alphanumeric', 3 / 13, 0.25));
    assert.deepEqual(judge(characterRatios, 'a1二𝐱----++--', { ...free, minAlphanumeric: 4 / 12 }), kept);
    assert.deepEqual(judge(characterRatios, 'a1²Ⅷ', { ...free, minAlphabetic: 0.25, minAlphanumeric: 1 }), kept);
    assert.deepEqual(judge(characterRatios, 'a1²Ⅷ', { ...free, minAlphabetic: 0.26 }), dropped('too-few-alphabetic', 0.25, 0.26));
});
test('special is what is no letter and no mark: digits and white space too', () => {
    assert.deepEqual(judge(characterRatios, 'abc ', { maxSpecial: 0.25 }), kept);
    assert.deepEqual(judge(characterRatios, 'ab\u0301 3', { maxSpecial: 0.25 }), dropped('too-many-special', 0.4, 0.25));
    assert.deepEqual(judge(characterRatios, 'ab\u0301 3', { maxSpecial: 0.4 }), kept);
    // A variation selector, as Japanese names have them.
    assert.deepEqual(judge(characterRatios, '葛\u{e0100}飾区', { maxSpecial: 0 }), kept);
});
test('digits, white space and capitals, each just inside and just outside', () => {
    const text = 'AB cd 12\u3000\n';
    assert.deepEqual(judge(characterRatios, text, { ...free, maxDigits: 0.2 }), kept);
    assert.deepEqual(judge(characterRatios, text, { ...free, maxDigits: 0.19 }), dropped('too-many-digits', 0.2, 0.19));
    assert.deepEqual(judge(characterRatios, text, { ...free, maxWhitespace: 0.4 }), kept);
    assert.deepEqual(judge(characterRatios, text, { ...free, maxWhitespace: 0.39 }), dropped('too-much-white-space', 0.4, 0.39));
    assert.deepEqual(judge(characterRatios, text, { ...free, maxUppercase: 0.5 }), kept);
    assert.deepEqual(judge(characterRatios, text, { ...free, maxUppercase: 0.49 }), dropped('too-many-capitals', 0.5, 0.49));
    assert.deepEqual(judge(characterRatios, '字字字', { ...free, maxUppercase: 0 }), kept);
});
test('scripts among letters, whatever stands between them', () => {
    const text = '汉字 12 ab，!𠀀';
    const han = (limits) => judge(characterRatios, text, { ...free, scripts: { Han: limits } });
    assert.deepEqual(han({ min: 0.6, max: 0.6 }), kept);
    assert.deepEqual(han({ min: 0.61 }), dropped('script-too-rare', 0.6, 0.61, { script: 'Han' }));
    assert.deepEqual(han({ max: 0.59 }), dropped('script-too-common', 0.6, 0.59, { script: 'Han' }));
    const cyrillic = judge(characterRatios, text, { ...free, scripts: { Latin: { min: 0.4 }, Cyrillic: { min: 0.1 } } });
    assert.deepEqual(cyrillic, dropped('script-too-rare', 0, 0.1, { script: 'Cyrillic' }));
});
test('a text without characters has no letters', () => {
    assert.deepEqual(judge(characterRatios, ''), dropped('too-few-alphanumeric', 0, 0.25));
});
//# sourceMappingURL=character-ratios.test.js.map