import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MillraceError } from '../../../core/errors.js';
import { openPattern } from '../../../pipelines/tokenizers/pattern/open-pattern.js';
import { openUtf8Text, writeUtf8 } from '../../../pipelines/tokenizers/utf8-text.js';
const atom = fc.constantFrom('a', 'b', 'é', '\u{1f600}', '\\n', '.', '[ab]', '[^a]', '\\p{L}', '[a-c\\u00e9]');
const look = fc.constantFrom('(?=a)', '(?!b)', '(?<=a)', '(?<!b)', '^', '$');
const times = fc.constantFrom('', '', '', '?', '*', '+', '*?', '+?', '??', '{2}', '{1,2}', '{2,}', '{0,3}?');
const { pattern } = fc.letrec((tie) => ({
    pattern: fc
        .array(fc.array(tie('term'), { minLength: 1, maxLength: 4 }).map((terms) => terms.join('')), { minLength: 1, maxLength: 3 })
        .map((options) => options.join('|')),
    term: fc.oneof({ maxDepth: 2, withCrossShrink: true }, fc.tuple(atom, times).map(([one, count]) => one + count), look, fc.tuple(tie('pattern'), times).map(([inner, count]) => `(?:${inner})${count}`)),
}));
const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'é', '\u{1f600}', '\n', ' '), { maxLength: 20 })
    .map((all) => all.join(''));
test('matches are those of a backtracking matcher', () => {
    let opened = 0;
    fc.assert(fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 5 }), (source, texts) => {
        let found;
        try {
            found = openPattern(source, 'here');
        }
        catch (error) {
            if (error instanceof MillraceError)
                return;
            throw error;
        }
        opened++;
        const expected = new RegExp(source, 'gmu');
        const utf8 = openUtf8Text();
        for (const one of texts) {
            const matches = [];
            found.find(one, (start, end) => matches.push(`${start} ${one.slice(start, end)}`));
            assert.deepEqual(matches, [...one.matchAll(expected)].map((match) => `${match.index} ${match[0]}`), JSON.stringify([source, one]));
            if (found.scan === undefined)
                continue;
            writeUtf8(utf8, one);
            const words = [];
            for (let at = 0; at < utf8.length;) {
                const end = found.scan(utf8.bytes, at);
                words.push(Buffer.from(utf8.bytes.subarray(at, end)).toString());
                at = end;
            }
            assert.deepEqual(words, pieces(one, expected), JSON.stringify([source, one]));
        }
    }), { numRuns: 1500 });
    assert.ok(opened > 100);
});
/** Matches and what lies between. */
function pieces(one, expected) {
    const found = [];
    let end = 0;
    for (const match of one.matchAll(expected)) {
        if (match.index > end)
            found.push(one.slice(end, match.index));
        found.push(match[0]);
        end = match.index + match[0].length;
    }
    if (end < one.length)
        found.push(one.slice(end));
    return found;
}
test('a pattern that a backtracking matcher takes for ever on is done at once', { timeout: 5000 }, () => {
    const { find } = openPattern('(?:a+)+$|(?:a|aa)+b', 'here');
    let matches = 0;
    find(`${'a'.repeat(50_000)}`, () => matches++);
    assert.equal(matches, 1);
});
//# sourceMappingURL=pattern.test.js.map