import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { releaseShingleKernel, shinglesByKernel } from '../../../pipelines/dedup/shingle-kernel.ts';
import { type ShingleWords, shingleSet } from '../../../pipelines/dedup/shingles.ts';
import { type Simplification, simplify } from '../../../pipelines/dedup/simplify.ts';
import { exceptions } from '../../../pipelines/text/spacy/exceptions.ts';
import { externalBytes } from '../external-bytes.ts';
import { goldenDocuments, goldenSkip } from './golden-documents.ts';

const normalizations: readonly Simplification[] = ['simplify', 'none'];
const splittings: readonly ShingleWords[] = ['whitespace', 'spacy'];

/** True where the kernel knew the text, and gave what the other code gives. */
function agrees(text: string, normalize: Simplification, words: ShingleWords, length: number): boolean {
  const found = shinglesByKernel(text, normalize, words, length)?.slice();
  if (found === undefined) return false;
  assert.deepEqual(found, shingleSet(normalize === 'simplify' ? simplify(text) : text, words, length));
  return true;
}

test('golden documents have the shingles of the other code, and most are known to the kernel', {
  skip: goldenSkip,
}, () => {
  const documents = goldenDocuments();
  for (const normalize of normalizations) {
    for (const words of splittings) {
      const known = documents.filter(({ text }) => agrees(text, normalize, words, 5)).length;
      assert.ok(known > documents.length / 2, `${normalize}, ${words}: ${known} of ${documents.length}`);
    }
  }
});

test('any text has the shingles of the other code', () => {
  const exception = fc.constantFrom(...exceptions.keys());
  const piece = fc.oneof(
    exception,
    fc.constantFrom(
      ' ',
      '\n',
      '\u00a0',
      '\u2003',
      '\u0301',
      '\u0301 ',
      '3.14',
      '7,',
      '1.2.3',
      '٣٫٥',
      'é',
      '한',
      '😀',
      'Σ',
      'x',
    ),
    fc.constantFrom(
      'example.com',
      "isn't",
      'hello:)',
      '($5)',
      'a'.repeat(41),
      'B-'.repeat(30),
      '\ud800',
      '９',
      '«',
      '中文',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const text = fc.array(fc.tuple(piece, fc.constantFrom('', ' ', '  ')), { maxLength: 30 });
  let known = 0;
  fc.assert(
    fc.property(
      text,
      fc.constantFrom(...normalizations),
      fc.constantFrom(...splittings),
      fc.integer({ min: 1, max: 6 }),
      (parts, ...rest) => {
        if (agrees(parts.flat().join(''), ...rest)) known++;
      },
    ),
    { numRuns: 2000 },
  );
  assert.ok(known > 200, `${known}`);
});

test('chunks that the kernel leaves to the other code are cut by it', () => {
  const addresses = ['http://a.bc/c', 'x.co:80/y', '8.8.8.8', 'see', 'a-b', `é-${'z'.repeat(5000)}-zz`, "can't", 'end'];
  assert.ok(agrees(addresses.join(' '), 'none', 'spacy', 2));
  assert.ok(agrees(addresses.join(' ').repeat(20), 'none', 'spacy', 3));
});

test('memory grows to the longest text, and a longer one is for the other code', () => {
  const words = Array.from({ length: 2 ** 16 }, (_, k) => k.toString(36)).join(' ');
  const longest = words.repeat(5).slice(0, 2 ** 20 - 256);
  assert.equal(longest.length, 2 ** 20 - 256);
  for (const text of ['one two', longest, 'one two three four five']) assert.ok(agrees(text, 'simplify', 'spacy', 2));
  assert.ok(agrees('a '.repeat(2 ** 19 - 128), 'none', 'whitespace', 1));
  assert.equal(shinglesByKernel(`${longest}x`, 'simplify', 'spacy', 2), undefined);
});

test('texts that grow when they are simplified are known while there is room', () => {
  assert.ok(agrees('각 나 다 😀 가', 'simplify', 'whitespace', 2));
  assert.ok(agrees(`${'one two three '.repeat(50)}${'각 '.repeat(100)}`, 'simplify', 'spacy', 2));
  assert.ok(!agrees('각'.repeat(2 ** 19), 'simplify', 'whitespace', 1));
  assert.ok(!agrees('1𝟎', 'simplify', 'whitespace', 1) && !agrees('ΣΑΣ', 'simplify', 'whitespace', 1));
});

test('words of other rules are for the other code', () => {
  assert.equal(shinglesByKernel('one two', 'none', 'characters', 1), undefined);
  assert.equal(shinglesByKernel('one two', 'none', 'unicode', 1), undefined);
});

test('memory that a long text took is let go of, and the texts after it have the same shingles', async () => {
  const short = 'a few words that come again in other texts, and more of them';
  assert.ok(agrees('some words of a long text '.repeat(30_000), 'simplify', 'spacy', 5));
  const held = await externalBytes();
  releaseShingleKernel();
  const left = await externalBytes();
  assert.ok(held - left > 8e6, `${held - left} bytes`);
  assert.ok(agrees(short, 'simplify', 'spacy', 5));
  releaseShingleKernel();
  assert.ok(agrees(short, 'simplify', 'spacy', 5));
});
