import assert from 'node:assert/strict';
import { test } from 'node:test';
import { regex } from '../../../pipelines/filters/regex.js';
import { replaceRegex } from '../../../pipelines/normalizers/replace-regex.js';
import { checkValue, problemText } from '../../../recipes/check-value.js';
import { documentOf, judge } from './judge.js';
const kept = { keep: true };
function replace(text, given) {
    const document = documentOf(text);
    const result = replaceRegex.transform(document, replaceRegex.parameters.parse(given));
    if ('keep' in result)
        return result;
    return 'evidence' in result
        ? { text: result.document.text, evidence: result.evidence }
        : { same: result === document };
}
test('text that matches is dropped, or text that does not', () => {
    const match = { keep: false, reason: 'regex-match', value: 1, limit: 1, evidence: { match: 'b1' } };
    assert.deepEqual(judge(regex, 'a1b1b2', { pattern: 'b\\d' }), match);
    assert.deepEqual(judge(regex, 'a1', { pattern: 'b\\d' }), kept);
    assert.deepEqual(judge(regex, 'a1b1', { pattern: 'b\\d', drop: 'others' }), kept);
    const none = { keep: false, reason: 'no-regex-match', value: 0, limit: 1 };
    assert.deepEqual(judge(regex, 'a1', { pattern: 'b\\d', drop: 'others' }), none);
});
test('matches are counted up to the number asked for', () => {
    const twice = { pattern: '\\bcat\\b', times: 2 };
    assert.deepEqual(judge(regex, 'a cat', twice), kept);
    const match = { keep: false, reason: 'regex-match', value: 2, limit: 2, evidence: { match: 'cat' } };
    assert.deepEqual(judge(regex, 'cat, cat, cat', twice), match);
    const once = { keep: false, reason: 'no-regex-match', value: 1, limit: 2 };
    assert.deepEqual(judge(regex, 'a cat', { ...twice, drop: 'others' }), once);
});
test('flags: case, lines, line feeds; classes of Unicode', () => {
    const matches = (pattern, text, flags = '') => !judge(regex, text, { pattern, flags }).keep;
    assert.deepEqual([matches('straße', 'STRAßE'), matches('straße', 'STRAßE', 'i')], [false, true]);
    assert.deepEqual([matches('^b$', 'a\nb\nc'), matches('^b$', 'a\nb\nc', 'm')], [false, true]);
    assert.deepEqual([matches('a.b', 'a\nb'), matches('a.b', 'a\nb', 's')], [false, true]);
    assert.deepEqual([matches('\\p{Han}{2}', 'a汉字'), matches('^.$', '😀')], [true, true]);
});
test('evidence holds 80 characters of the match at most, and no half of one', () => {
    const verdict = judge(regex, `${'x'.repeat(79)}😀`, { pattern: 'x+😀' });
    assert.ok(!verdict.keep);
    assert.deepEqual(verdict.evidence, { match: 'x'.repeat(79) });
});
test('what RE2 has not is told at the key, with the reason', () => {
    const problem = (given, stage = regex) => {
        const checked = checkValue(stage.parameters, given);
        assert.ok(!checked.ok);
        return problemText(checked.problems[0]);
    };
    assert.match(problem({ pattern: 'a(?=b)' }), /^pattern: expected a pattern of RE2, found .*look-around, since/);
    assert.match(problem({ pattern: '(?<!a)b' }), /look-around/);
    assert.match(problem({ pattern: '(a)\\1' }), /a back-reference/);
    assert.match(problem({ pattern: 'a++' }), /possessive/);
    assert.match(problem({ pattern: 'a(b' }), /^pattern: expected a pattern of RE2, found missing closing \): `a\(b`$/);
    assert.match(problem({ pattern: 'a{1001}' }), /invalid repeat count/);
    assert.match(problem({ pattern: 'a', flags: 'g' }), /^flags: expected text that matches/);
    assert.match(problem({ pattern: '(a)', replacement: '$2' }, replaceRegex), /^replacement: expected a group .*found 2$/);
    assert.match(problem({ pattern: '(a)', replacement: `\${n}` }, replaceRegex), /^replacement: .*found "n"$/);
});
test('matches are replaced, by text, groups and dollars', () => {
    const replaced = (text, count) => ({ text, evidence: { replaced: count } });
    assert.deepEqual(replace('a1 a2', { pattern: 'a(\\d)', replacement: '<$1>' }), replaced('<1> <2>', 2));
    assert.deepEqual(replace('a1', { pattern: '(?P<n>\\d)|x', replacement: `[$0\${n}$$$]` }), replaced('a[11$$]', 1));
    assert.deepEqual(replace('abab', { pattern: '(x)?b', replacement: '$1' }), replaced('aa', 2));
    assert.deepEqual(replace('a\n\n\nb', { pattern: '\\n{2,}', replacement: '\n' }), replaced('a\nb', 1));
    assert.deepEqual(replace('😀b', { pattern: 'x*', replacement: '-' }), replaced('-😀-b-', 3));
    assert.deepEqual(replace('abc', { pattern: 'x', replacement: 'y' }), { same: true });
    assert.deepEqual(replace('abc', { pattern: 'b', replacement: 'b' }), { same: true });
});
test('a result that grows beyond measure is a drop', () => {
    const grown = replace('x'.repeat(10_000), { pattern: 'x', replacement: 'y'.repeat(1000) });
    assert.ok('keep' in grown);
    assert.equal(grown.reason, 'replaced-text-too-long');
    assert.equal(grown.limit, 2 ** 16 + 80_000);
});
test('patterns that take JavaScript exponential time take linear time', () => {
    const hostile = [
        ['(x+x+)+y', 'x'.repeat(200_000)],
        ['^(a|aa)+$', `${'a'.repeat(200_000)}b`],
        ['(.*)(.*)(.*)(.*)[^z]z', 'y'.repeat(200_000)],
        ['(\\w+\\s?)*:', 'word '.repeat(40_000)],
    ];
    for (const [pattern, text] of hostile) {
        const start = process.cpuUsage();
        assert.deepEqual(judge(regex, text, { pattern }), kept, pattern);
        assert.deepEqual(replace(text, { pattern }), { same: true }, pattern);
        assert.ok(process.cpuUsage(start).user < 2e6, pattern);
    }
});
//# sourceMappingURL=regex.test.js.map