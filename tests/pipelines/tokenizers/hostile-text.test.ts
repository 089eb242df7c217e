import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPrecompiled } from '../../../pipelines/tokenizers/normalizers/precompiled.ts';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.ts';
import { readFixture, readKinds } from './fixture.ts';

const million = 2 ** 20;

/** One word each: a merge loop that costs the square of a word's length takes minutes for any of them. */
const longWords: Readonly<Record<string, string>> = {
  'one letter': 'x'.repeat(million),
  'merging letters': 'themillturns'.repeat(million / 16),
  'Chinese without punctuation': '水车在河边磨坊主打开'.repeat(million / 32),
  spaces: ' '.repeat(million),
  'line breaks': '\n'.repeat(million),
  'dashes and line breaks': '=-'.repeat(million / 4) + '\r\n'.repeat(million / 4),
  'spaces with one line break before the end': `${' '.repeat(million)}\n \u2028x`,
  digits: '1234567890'.repeat(million / 16),
  apostrophes: "'".repeat(million),
  'lone surrogates': '\ud800'.repeat(million / 4),
  specials: '<|endoftext|>'.repeat(million / 16),
  'almost specials': '<|endoftext|'.repeat(million / 16),
};

for (const name of ['gpt2-700.json', 'llama3-700.json']) {
  const tokenizer = openTokenizer(readFixture(name));
  for (const [kind, text] of Object.entries(longWords)) {
    test(`${name}: a megabyte of ${kind} takes time in proportion to its length`, { timeout: 20_000 }, () => {
      assert.equal(tokenizer.decode(tokenizer.encode(text)), text.toWellFormed());
    });
  }
}

const { bases, cases } = readKinds();
const linear = new Set([
  'BERT',
  'T5',
  'sentencepiece',
  'first, stripped',
  'added tokens',
  'Llama 2',
  'Mistral',
  "GPT-4o's pattern",
  "DeepSeek's patterns",
]);
for (const { name, base, keys, model } of cases.filter((each) => linear.has(each.name))) {
  const json = { ...bases[base], ...keys, model: { ...bases[base]?.model, ...model } };
  test(`${base}, ${name}: 16 kB of each kind take a fraction of a second`, { timeout: 20_000 }, () => {
    const tokenizer = openTokenizer(JSON.stringify(json));
    const marks = [
      'e\u0301\u0300',
      '\u0e33',
      '\r\n\u200d',
      '<mask> ',
      '_<',
      '\u0600',
      '1a!',
      'x',
      '水车在河边',
      '=-',
      ' ',
    ];
    for (const mark of marks) {
      const before = process.cpuUsage().user;
      tokenizer.encode(mark.repeat(2 ** 14).slice(0, 2 ** 14));
      assert.ok(process.cpuUsage().user - before < 5e5, JSON.stringify(mark));
    }
  });
}

test("sentencepiece's table: a character with millions of marks", () => {
  // One unit of the double array, which leads nowhere.
  const normalize = openPrecompiled(Buffer.from(Uint8Array.of(4, 0, 0, 0, 0, 0, 0, 0)).toString('base64'), 'at');
  const text = `e${'\u0301'.repeat(8 * million)}`;
  assert.ok(normalize(text) === text);
});

test("sentencepiece's table: Hindi takes about the time of other scripts", () => {
  const normalize = openPrecompiled(Buffer.from(Uint8Array.of(4, 0, 0, 0, 0, 0, 0, 0)).toString('base64'), 'at');
  const hindi = 'यह एक हिन्दी वाक्य है जिसमें कई शब्द हैं। '.repeat(8000);
  const han = '水车在河边，磨坊主打开了门。 '.repeat(hindi.length / 15).slice(0, hindi.length);
  const cost = (text: string): number => {
    assert.equal(normalize(text), text);
    const start = process.cpuUsage();
    for (let time = 0; time < 3; time++) normalize(text);
    return process.cpuUsage(start).user;
  };
  const [usual, measured] = [cost(han), cost(hindi)];
  assert.ok(measured < 10 * usual, `${measured} against ${usual}`);
});
