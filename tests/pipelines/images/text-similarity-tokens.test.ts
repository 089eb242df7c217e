import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { openClipTokenizer } from '../../../pipelines/images/text-similarity/clip-tokenizer.ts';
import { peers, tinyClip } from './text-similarity-peers.ts';

const json = readFileSync(tinyClip.tokenizer, 'utf8');
const tokenizer = openClipTokenizer(json);

test('ids are those of tokenizers', () => {
  for (const { text, ids } of peers.captions) assert.deepEqual(tokenizer.encode(text, 77), ids, JSON.stringify(text));
});

test('any text gives ids of the vocabulary between start and end, no more than asked for', () => {
  const [start] = peers.captions[0]?.ids ?? [];
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.array(fc.nat(0xffff)).map(units),
  );
  fc.assert(
    fc.property(text, fc.integer({ min: 3, max: 40 }), (caption, length) => {
      const ids = tokenizer.encode(caption, length);
      assert.ok(ids.length >= 2 && ids.length <= length);
      assert.equal(ids[0], start);
      assert.equal(ids.at(-1), tokenizer.end);
      assert.ok(ids.every((id) => Number.isInteger(id) && id >= 0 && id < tokenizer.vocabularySize));
    }),
    { numRuns: 60 },
  );
});

test('a caption costs no more than its first 16,384 code units', () => {
  const long = '\u0958'.repeat(10_000_000);
  assert.deepEqual(tokenizer.encode(long, 77), tokenizer.encode(long.slice(0, 20_000), 77));
  assert.deepEqual(tokenizer.encode(`${' '.repeat(16_384)}words`, 77).length, 2);
});

test('a file that asks for another algorithm is refused by its key', () => {
  const altered = (change: (file: Record<string, Record<string, unknown>>) => void): string => {
    const file = JSON.parse(json) as Record<string, Record<string, unknown>>;
    change(file);
    return JSON.stringify(file);
  };
  const refusals: readonly [string, string, string][] = [
    ['tokenizer-invalid', 'none', '{'],
    ['tokenizer-unsupported', 'model.end_of_word_suffix', altered(({ model }) => delete model?.['end_of_word_suffix'])],
    ['tokenizer-unsupported', 'normalizer', altered((file) => delete file['normalizer'])],
    ['tokenizer-unsupported', 'post_processor.type', altered((file) => (file['post_processor'] = { type: 'Other' }))],
    ['tokenizer-invalid', 'post_processor', altered(({ post_processor: post }) => post && (post['sep'] = ['a', 99]))],
    [
      'tokenizer-invalid',
      'model.vocab',
      altered(({ model }) => delete (model?.['vocab'] as object & { 'a</w>'?: 1 })['a</w>']),
    ],
  ];
  for (const [code, at, text] of refusals) {
    assert.throws(() => openClipTokenizer(text), { code, ...(at === 'none' ? {} : { at }) }, at);
  }
});

function units(codes: readonly number[]): string {
  return String.fromCharCode(...codes);
}
