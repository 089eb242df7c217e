import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { simplify } from '../../../pipelines/dedup/simplify.js';
/** Texts and what `simplify_text` of datatrove 0.10.1 makes of them on Python 3.11. */
const published = [
    ["Hello,   World!\tIt's 3.14 o'clock", 'hello world it s 0 o clock'],
    ['', ''],
    ['   ', ''],
    ['1|2|3 and 1.2.3.4 and 12,5 and 7. end', '0 0 0 and 0 0 and 0 and 0 end'],
    [
        '\u0663\u066b\u0661\u0664 \u0661\u0662\u060c \u0665 \u0967\u0968 \uff11\uff12\uff0e\uff15 \ud835\udfcf\ud835\udfd0.\ud835\udfd1',
        '0 0\u060c 0 0 0 0 0',
    ],
    [
        '\u039f\u0394\u03a5\u03a3\u03a3\u0395\u038e\u03a3 \u03a3 \u03a3\u0391\u03a3',
        '\u03bf\u03b4\u03c5\u03c3\u03c3\u03b5\u03c5\u03c2 \u03c3 \u03c3\u03b1\u03c2',
    ],
    ['\u0130stanbul I\u011eDIR', 'istanbul igdir'],
    ['Cr\u00e8me Br\u00fbl\u00e9e \u2014 \u00abd\u00e9j\u00e0\u00bb \u201evu\u201c\u2026', 'creme brulee deja vu'],
    [
        '\ud55c\uad6d\uc5b4 \ud14d\uc2a4\ud2b8',
        '\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165 \u1110\u1166\u11a8\u1109\u1173\u1110\u1173',
    ],
    ['a \u0308 b', 'a  b'],
    ['\u0308 x \u0308', 'x'],
    ['x\u037ey \u1fefz \u0387', 'x;y `z \u00b7'],
    ['a\u00a0b\u3000c\u2003d\u0085e\u001cf\ufeffg\u200bh', 'a b c d e f\ufeffg\u200bh'],
    ['\u304b\u3099 \u304c \u3070', '\u304b \u304b \u306f'],
    ['\ufb01 \u00bd \u00b2 \u2167 \u2122', '\ufb01 \u00bd \u00b2 \u2177 \u2122'],
    [
        'emoji \ud83d\ude00\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 end',
        'emoji \ud83d\ude00\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 end',
    ],
    ['\u0b95\u0bca\u0baa \u0bcb', '\u0b95\u0bc6\u0bbe\u0baa \u0bc7\u0bbe'],
    ['2\u23965 x\u2396y \u2396 5\u2396', '0 x\u2396y \u2396 0\u2396'],
];
test('texts become what datatrove makes of them', () => {
    for (const [text, expected] of published)
        assert.equal(simplify(text), expected);
});
/** The rules one after the other, as they are written down. */
function byRules(text) {
    const noPunctuation = text
        .toLowerCase()
        .replace(/\p{Nd}+([.,،٫⎖⎗⎘]\p{Nd}+)?/gu, '0')
        .replace(/[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~«´»–—’“”„…∶━►、。〈〉《》「」【】！％（），．１：；？～]/gu, ' ')
        .replace(/[^\P{Cc}\t\n]/gu, ' ');
    const folded = noPunctuation.replace(/[\t\n\x20\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g, ' ');
    return folded
        .replace(/^ | $/g, '')
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .replace(/^ +| +$/g, '');
}
const character = fc.oneof(fc.constantFrom(...' \t\n.,٫1２٣a É한がΣİ;😀𝟎', '\u0308', '\u3099', '\u037e', '\u2000', '\ufeff', '\ud800'), fc.integer({ min: 0, max: 0x2fff }).map((codePoint) => String.fromCodePoint(codePoint)), 
// Musical stems are left out: they alone keep an order that NFD would change.
fc.integer({ min: 0x3000, max: 0x1d15f }).map((codePoint) => String.fromCodePoint(codePoint)));
test('one pass equals the rules one after the other', () => {
    fc.assert(fc.property(fc.string({ unit: character, maxLength: 40 }), (text) => {
        assert.equal(simplify(text), byRules(text));
    }), { numRuns: 2000 });
});
test('a text longer than the kept memory, every character of which becomes three, is not cut', () => {
    const syllables = '각'.repeat((1 << 20) + 5);
    assert.equal(simplify(syllables), '\u1100\u1161\u11a8'.repeat((1 << 20) + 5));
});
//# sourceMappingURL=simplify.test.js.map