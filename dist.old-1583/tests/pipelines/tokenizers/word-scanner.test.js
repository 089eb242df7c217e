import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openUtf8Text, writeUtf8 } from '../../../pipelines/tokenizers/utf8-text.js';
import { gpt2Pattern, llama3Pattern, scanGpt2, scanLlama3, } from '../../../pipelines/tokenizers/word-scanner.js';
// Node 22's regexes have no `(?i:…)`: its cases are spelt out, with U+017F, which folds to `s`.
const caseless = "'[sS\u017f]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD]";
const scanners = [
    ['GPT-2', scanGpt2, gpt2Pattern],
    ['Llama 3', scanLlama3, llama3Pattern.replace(/\(\?i:[^)]*\)/, caseless)],
];
/** Characters that JavaScript's `\s`, `\p{L}` and `\p{N}` class as the table does; U+FEFF and U+0085 are not such. */
const pieces = [
    ..." \n\r\ta1z9!-.'",
    ...'sStTrReEvVlLmMdD\u017f',
    ...'éя水कि한١½Ⅷ²\u00a0\u3000\u2028\u0301\u200b😀𝔘𐄁',
    "'ſ",
    "'re",
    "'LL",
    '1234',
    '   ',
    '\r\n',
];
for (const [name, scan, pattern] of scanners) {
    test(`words are the matches of ${name}'s pattern`, () => {
        const matches = new RegExp(pattern, 'gu');
        const target = openUtf8Text();
        fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join('')), (text) => {
            writeUtf8(target, text);
            const words = [];
            for (let start = 0; start < target.length;) {
                const end = scan(target.bytes, start);
                words.push(Buffer.from(target.bytes.subarray(start, end)).toString());
                start = end;
            }
            assert.deepEqual(words, [...text.matchAll(matches)].map(([word]) => word));
        }), { numRuns: 3000 });
    });
}
test('U+0085 is white space and U+FEFF is not, as in Unicode and unlike JavaScript', () => {
    const target = openUtf8Text();
    writeUtf8(target, '\u0085\u0085x');
    assert.equal(scanGpt2(target.bytes, 0), 2);
    writeUtf8(target, ' \ufeff!');
    assert.equal(scanGpt2(target.bytes, 0), target.length);
});
//# sourceMappingURL=word-scanner.test.js.map