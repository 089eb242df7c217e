import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeUnitsOf } from '../../../pipelines/text/code-units.ts';
import { cutTokens } from '../../../pipelines/text/spacy/cut-tokens.ts';
import { findPhrases } from '../../../pipelines/text/spacy/exception-phrases.ts';
import { exceptions } from '../../../pipelines/text/spacy/exceptions.ts';
import { countSentences } from '../../../pipelines/text/spacy/sentences.ts';
import { mostUnits, tokensByKernel } from '../../../pipelines/text/spacy/token-kernel.ts';
import { scanText } from '../../../pipelines/text/text-scan.ts';
import { openView } from '../../../pipelines/text/text-view.ts';
import { goldenDocuments, goldenRows, goldenSkip } from '../dedup/golden-documents.ts';
import { fixtureRows } from '../fixture-rows.ts';

interface SpacyRow {
  readonly text: string;
  readonly words: readonly string[];
  readonly sentences: number;
}

test('words and sentences are those of spaCy 3.8.18, on prose and on mixed signs', () => {
  for (const { text, words, sentences } of fixtureRows<SpacyRow>('spacy-3.8.18.jsonl')) {
    assert.deepEqual(openView(text, 'spacy').words, words, JSON.stringify(text));
    assert.equal(countSentences(text, codeUnitsOf(text)), sentences, JSON.stringify(text));
  }
});

test('words of 60 golden documents are those of spaCy', { skip: goldenSkip }, () => {
  const texts = new Map(goldenDocuments().map(({ id, text }) => [id, text]));
  for (const { id, words } of goldenRows<{ id: string; words: string[] }>('spacy-words-60.jsonl.gz')) {
    assert.deepEqual(openView(texts.get(id) ?? '', 'spacy').words, words, id);
  }
});

test('words leave out nothing but white space, and never depend on what was split before', () => {
  const pieces = fc.constantFrom(
    'a',
    'B.',
    "n't",
    "'",
    ':',
    ')',
    '…',
    ' ',
    '\n',
    '\u3000',
    '5',
    'km',
    '-',
    '.com',
    '😀',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      const words = openView(text, 'spacy').words;
      assert.equal(words.join(''), text.replace(/\s/gu, ''));
      assert.deepEqual(openView(`${text} x${'y'.repeat(50)}`, 'spacy').words.slice(0, -1), words);
    }),
  );
});

let texts = 0;
let phrases = 0;

/** Holds the kernel to the code that has none: tokens, their symbols, and whether there are phrases. */
function assertSameCut(text: string): void {
  const units = codeUnitsOf(text);
  const chunks = scanText(units).words;
  const plain = cutTokens(text, units, chunks);
  const spans = Array.from(plain.spans);
  const symbols = Array.from(plain.symbols);
  const found = tokensByKernel(text, units, chunks);
  assert.ok(found !== undefined);
  assert.deepEqual(Array.from(found.spans), spans, JSON.stringify(text));
  assert.deepEqual(Array.from(found.symbols), symbols, JSON.stringify(text));
  if (findPhrases(plain.spans, plain.symbols).length > 0) assert.ok(found.mayHoldPhrases, JSON.stringify(text));
  phrases += Number(found.mayHoldPhrases);
  texts++;
}

test('the kernel cuts as the code without it does', () => {
  const signs = fc.constantFrom(
    ...[...'.:/?#@-_,;!…—–+*^<>=()[]{}\'"’“%§²°$|&~·。、，', '://', '...', '--', 'US$', 'C$', "'s", '’S', '^2'],
    ...[
      '1',
      '42',
      '10.0.0.1',
      '8.8.8.8',
      '255.1.2',
      ':80',
      ':8080/',
      'km',
      'm/s',
      '°C.',
      'كم',
      '٣',
      '👍',
      '\ud83d',
      '\udc4d',
    ],
    ...[
      'a',
      'B',
      'Ab',
      'éa',
      'я',
      'ЯЯ.',
      '中',
      'www',
      '.com',
      'x.y.co',
      'http',
      'ftp+x',
      ' ',
      '  ',
      '\n',
      '\t ',
      '\u3000',
    ],
  );
  const words = fc.constantFrom(...exceptions.keys());
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 6, arbitrary: signs }, words, fc.string({ unit: 'grapheme' }))), (parts) =>
      assertSameCut(parts.join('')),
    ),
    { numRuns: 3000 },
  );
});

test('the kernel cuts texts of several blocks, and leaves longer chunks to the code without it', () => {
  const chunk = `(can't,don't)a-b:${'x'.repeat(1000)} `;
  assertSameCut(chunk.repeat(100));
  assertSameCut(`${'y'.repeat(mostUnits - 1)}\n${chunk.repeat(40)}  ${'z'.repeat(mostUnits - 1)}`);
  const units = codeUnitsOf('y'.repeat(mostUnits + 1));
  assert.equal(tokensByKernel('y'.repeat(mostUnits + 1), units, scanText(units).words), undefined);
});

test('the kernel cuts golden documents as the code without it does', { skip: goldenSkip }, () => {
  [texts, phrases] = [0, 0];
  for (const { text } of goldenDocuments()) assertSameCut(text);
  assert.ok(phrases > 0 && phrases < texts / 2, `${phrases} of ${texts}`);
});

const hostile: readonly (readonly [name: string, piece: string])[] = [
  ['signs', '!?'],
  ['emoticons', ':)'],
  ['addresses', 'a.b@'],
  ['ports', 'a.bc:1@'],
  ['labels', 'a.'],
  ['schemes', 'a+://'],
  ['hyphens', 'a-'],
  ['full stops', '.'],
  ['dots and signs', '..)'],
  ['emoji', '😀'],
  ['apostrophes', "'s"],
];
for (const [name, piece] of hostile) {
  test(`a megabyte of ${name} without a space is split in linear time`, { timeout: 20_000 }, () => {
    const text = piece.repeat(Math.floor(2 ** 20 / piece.length));
    const words = openView(text, 'spacy').wordSpans;
    assert.equal(words[0], 0);
    assert.equal(words.at(-1), text.length);
  });
}
