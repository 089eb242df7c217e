import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { gopherRepetition } from '../../../pipelines/filters/gopher-repetition.ts';
import { openView } from '../../../pipelines/text/text-view.ts';
import { documentOf, judge } from './judge.ts';

type Limit = keyof ReturnType<typeof gopherRepetition.measure>['ratios'];

const parameters = gopherRepetition.parameters.parse({ words: 'whitespace' });
const limits = Object.keys(parameters).filter((key): key is Limit => key !== 'words');

function measure(text: string) {
  return gopherRepetition.measure(openView(text, 'whitespace'), parameters, documentOf(text)).ratios;
}

/** A text of different words. */
function different(count: number): string {
  return Array.from({ length: count }, (_, i) => `w${i.toString(36)}`).join(' ');
}

/** A text, the ratio that the definition gives by hand, its limit and its reason. */
const cases: readonly (readonly [Limit, reason: string, text: string, ratio: number])[] = [
  ['maxDuplicateParagraphs', 'dup_para_frac', 'a\n\nb\n\n\na\n\na', 2 / 4],
  ['maxDuplicateParagraphCharacters', 'dup_para_char_frac', 'abcd\n\nabcd\n\nx\n\ny', 4 / 16],
  ['maxDuplicateLines', 'dup_line_frac', 'a\nb\na\na', 2 / 4],
  ['maxDuplicateLineCharacters', 'dup_line_char_frac', 'abcd\nabcd\nx\ny', 4 / 13],
  ['maxTop2Gram', 'top_2_gram', 'a b c a b d', 6 / 11],
  ['maxTop3Gram', 'top_3_gram', 'a b c x a b c', 10 / 13],
  ['maxTop4Gram', 'top_4_gram', 'a b c d x a b c d', 14 / 17],
  ['maxDuplicate5Grams', 'duplicated_5_n_grams', repeated(5), 15 / repeated(5).length],
  ['maxDuplicate6Grams', 'duplicated_6_n_grams', repeated(6), 18 / repeated(6).length],
  ['maxDuplicate7Grams', 'duplicated_7_n_grams', repeated(7), 21 / repeated(7).length],
  ['maxDuplicate8Grams', 'duplicated_8_n_grams', repeated(8), 24 / repeated(8).length],
  ['maxDuplicate9Grams', 'duplicated_9_n_grams', repeated(9), 27 / repeated(9).length],
  ['maxDuplicate10Grams', 'duplicated_10_n_grams', repeated(10), 30 / repeated(10).length],
];

/** n words of 3 letters twice, with one other word between. */
function repeated(n: number): string {
  const words = Array.from({ length: n }, (_, i) => `w${String.fromCharCode(97 + i)}w`).join(' ');
  return `${words} other ${words}`;
}

for (const [limit, reason, text, ratio] of cases) {
  test(`${reason}: kept at its limit, dropped just above, with the ratio as evidence`, () => {
    assert.ok(Math.abs(measure(text)[limit] - ratio) < 1e-12, `${measure(text)[limit]}, by hand ${ratio}`);
    const others = Object.fromEntries(cases.map(([other]) => [other, 10]));
    const atLimit = { words: 'whitespace', ...others, [limit]: measure(text)[limit] };
    assert.deepEqual(judge(gopherRepetition, text, atLimit), { keep: true });
    const below = measure(text)[limit] - 1e-9;
    const verdict = { keep: false, reason, value: measure(text)[limit], limit: below };
    assert.deepEqual(judge(gopherRepetition, text, { ...atLimit, [limit]: below }), verdict);
  });
}

test('the defaults are those of the paper', () => {
  const { words, ...limits } = gopherRepetition.parameters.parse({});
  assert.equal(words, 'spacy');
  // Table A1, in its order.
  assert.deepEqual(
    cases.map(([limit]) => limits[limit]),
    [0.3, 0.2, 0.3, 0.2, 0.2, 0.18, 0.16, 0.15, 0.14, 0.13, 0.12, 0.11, 0.1],
  );
});

test('no text is empty, white space is not', () => {
  assert.deepEqual(judge(gopherRepetition, ''), { keep: false, reason: 'empty', value: 0, limit: 1 });
  assert.deepEqual(judge(gopherRepetition, ' '), { keep: true });
});

test('the first broken rule counts', () => {
  const verdict = judge(gopherRepetition, Array<string>(9).fill('same words again').join('\n\n'));
  assert.equal(verdict.keep ? '' : verdict.reason, 'dup_para_frac');
});

test('characters are code points', () => {
  assert.equal(measure('😀😀\n😀😀').maxDuplicateLineCharacters, 2 / 5);
});

test('text of different words has no ratio above 0 but that of its top n-grams', () => {
  const ratios = measure(different(400));
  for (const limit of limits) assert.equal(ratios[limit] > 0, limit.startsWith('maxTop'), limit);
});

test('lines and paragraphs repeat as their definition over strings says', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\n', ' ', '😀'), maxLength: 40 });
  fc.assert(
    fc.property(texts, (text) => {
      const characters = [...text].length;
      const ratios = measure(text);
      for (const [parts, share, covered] of [
        [text.split(/\n+/), ratios.maxDuplicateLines, ratios.maxDuplicateLineCharacters],
        [text.trim().split(/\n{2,}/), ratios.maxDuplicateParagraphs, ratios.maxDuplicateParagraphCharacters],
      ] as const) {
        const again = parts.filter((part, k) => parts.indexOf(part) < k);
        assert.equal(share, again.length / parts.length);
        assert.equal(covered, characters === 0 ? 0 : [...again.join('')].length / characters);
      }
    }),
  );
});

for (const [name, text] of [
  ['one word', 'a '.repeat(2 ** 19)],
  ['one line', 'ab\n'.repeat(2 ** 18)],
  ['line feeds', '\n'.repeat(2 ** 20)],
  ['Thue-Morse words', thueMorse(2 ** 19)],
] as const) {
  test(`a megabyte of ${name} is measured in linear time`, { timeout: 20_000 }, () => {
    const ratios = measure(text);
    for (const limit of limits) assert.ok(Number.isFinite(ratios[limit]), limit);
  });
}

/** The sequence that makes polynomial hashes modulo a power of two collide, as words of one letter. */
function thueMorse(words: number): string {
  return Array.from({ length: words }, (_, i) => {
    let bits = 0;
    for (let rest = i; rest > 0; rest >>= 1) bits ^= rest & 1;
    return bits === 0 ? 'a' : 'b';
  }).join(' ');
}
