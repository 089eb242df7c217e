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
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.nat(0xffff)).map(units));
  fc.assert(
    fc.property(text, fc.integer({ min: 3, max: 40 }), (caption, length) => {
      const ids = tokenizer.encode(caption, length);
      assert.ok(ids.length >= 2 && ids.length <= length);
      assert.equal(ids[0], start);
      assert.equal(ids.at(-1), tokenizer.end);
      assert.ok(ids.every((id) => Number.isInteger(id) && id >= 0 && id < tokenizer.vocabularySize));
    }),
    { numRuns: 50 },
  );
});

test('a caption costs no more than its first 16,384 code units', () => {
  const long = '\u0958'.repeat(10_000_000);
  assert.deepEqual(tokenizer.encode(long, 77), tokenizer.encode(long.slice(0, 20_000), 77));
  assert.deepEqual(tokenizer.encode(`${' '.repeat(16_384)}words`, 77).length, 2);
});

test('a file that asks for another algorithm is refused by its key', () => {
  const refusals: readonly [string, string, readonly string[], unknown][] = [
    ['unsupported', 'model.end_of_word_suffix', ['model', 'end_of_word_suffix'], undefined],
    ['unsupported', 'model.other', ['model', 'other'], 1],
    ['unsupported', 'normalizer', ['normalizer'], undefined],
    ['unsupported', 'post_processor.type', ['post_processor', 'type'], 'TemplateProcessing'],
    ['invalid', 'post_processor', ['post_processor', 'sep'], ['a', 99]],
    ['invalid', 'model.vocab', ['model', 'vocab', 'a</w>'], undefined],
    ['invalid', 'model.merges.0', ['model', 'merges', '0'], ['a']],
  ];
  for (const [code, at, path, value] of refusals) {
    assert.throws(() => openClipTokenizer(altered(path, value)), { code: `tokenizer-${code}`, kind: 'usage', at });
  }
  assert.throws(() => openClipTokenizer('{'), { code: 'tokenizer-invalid', kind: 'usage' });
});

/** The file with another value at `path`; undefined takes the key away. */
function altered(path: readonly string[], value: unknown): string {
  const file = JSON.parse(json) as Record<string, unknown>;
  let at = file;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[path.at(-1) ?? ''] = value;
  return JSON.stringify(file);
}

function units(codes: readonly number[]): string {
  return String.fromCharCode(...codes);
}
