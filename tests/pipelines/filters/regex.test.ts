import assert from 'node:assert/strict';
import { test } from 'node:test';
import { regex } from '../../../pipelines/filters/regex.ts';
import { replaceRegex } from '../../../pipelines/normalizers/replace-regex.ts';
import { checkValue, problemText } from '../../../recipes/check-value.ts';
import { documentOf, judge } from './judge.ts';

const kept = { keep: true };

function replace(text: string, given: Record<string, unknown>) {
  const document = documentOf(text);
  const result = replaceRegex.transform(document, replaceRegex.parameters.parse(given));
  if ('keep' in result) return result;
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
  const matches = (pattern: string, text: string, flags = '') => !judge(regex, text, { pattern, flags }).keep;
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
  const problem = (given: Record<string, unknown>, stage: typeof regex | typeof replaceRegex = regex) => {
    const checked = checkValue<unknown>(stage.parameters, given);
    assert.ok(!checked.ok);
    return problemText(checked.problems[0]);
  };
  assert.match(problem({ pattern: 'a(?=b)' }), /^pattern: expected a pattern of RE2, found .*look-around, since/);
  assert.match(problem({ pattern: '(?<!a)b' }), /look-around/);
  assert.match(problem({ pattern: '(a)\\1' }), /a back-reference/);
  assert.match(problem({ pattern: 'a++' }), /possessive/);
  assert.match(problem({ pattern: 'a(b' }), /^pattern: expected a pattern of RE2, found missing closing \): `a\(b`$/);
  assert.match(problem({ pattern: 'a{1001}' }), /invalid repeat count/);
  const large = Array.from({ length: 40 }, (_, index) => `(?:${index}x?){1000}`).join('|');
  assert.match(problem({ pattern: large }), /^pattern: expected a pattern of at most 32768 instructions, found \d+;/);
  assert.match(problem({ pattern: 'a', flags: 'g' }), /^flags: expected text that matches/);
  assert.match(
    problem({ pattern: '(a)', replacement: '$2' }, replaceRegex),
    /^replacement: expected a group .*found 2$/,
  );
  assert.match(problem({ pattern: '(a)', replacement: `\${n}` }, replaceRegex), /^replacement: .*found "n"$/);
});

test('matches are replaced, by text, groups and dollars', () => {
  const replaced = (text: string, count: number) => ({ text, evidence: { replaced: count } });
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
  const hostile: readonly (readonly [pattern: string, text: string])[] = [
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

test('a search that takes more steps than its text may is a drop', () => {
  const spent = (pattern: string, text: string) => {
    const verdicts = [judge(regex, text, { pattern, times: 1_000_000 }), replace(text, { pattern })];
    return verdicts.map((verdict) => ('keep' in verdict && !verdict.keep ? verdict : null));
  };
  // Each `a` asks again whether a `b` comes.
  const start = process.cpuUsage();
  const [counted, replaced] = spent('a.*b|a', 'a'.repeat(20_000));
  assert.equal(counted?.reason, 'too-many-steps');
  assert.equal(counted.limit, 2 ** 22 + 2 ** 11 * 20_000);
  assert.ok((counted.value ?? 0) > counted.limit && (counted.value ?? 0) < counted.limit + 100);
  assert.deepEqual(replaced, counted);
  assert.ok(process.cpuUsage(start).user < 4e6);
});

test('the fate says what the recipe calls a pattern', () => {
  const reasonOf = (given: Record<string, unknown>) => {
    const verdict = judge(regex, 'a1', { reason: 'letter-first', ...given });
    return verdict.keep ? undefined : verdict.reason;
  };
  assert.equal(reasonOf({ pattern: '^a' }), 'letter-first');
  assert.equal(reasonOf({ pattern: '^b', drop: 'others' }), 'letter-first');
  assert.throws(() => reasonOf({ pattern: '^a', reason: 'Letter first' }), /joined by hyphens/);
});
