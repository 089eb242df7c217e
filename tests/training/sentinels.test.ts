import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenizerJson } from '../../pipelines/tokenizers/tokenizer-json.ts';
import { trainBpe } from '../../pipelines/tokenizers/train-bpe.ts';
import { sentinelsOf } from '../../training/sentinels.ts';

const tokenizer = (specials: readonly string[]): string =>
  tokenizerJson(trainBpe(new Map([['miller', 9]]), { vocabulary: 270, specials, minFrequency: 0 }));
const size = (json: string): number =>
  Object.keys((JSON.parse(json) as { model: { vocab: object } }).model.vocab).length;

test("sentinels are the tokenizer's, in the order of their numbers", () => {
  const json = tokenizer(['<pad>', '<extra_id_2>', '<extra_id_1>', '<extra_id_0>']);
  assert.deepEqual(sentinelsOf(json, null, 3), { ids: [3, 2, 1], vocabulary: size(json) });
  assert.deepEqual(sentinelsOf(json, 400, 2), { ids: [3, 2], vocabulary: 400 });
  assert.throws(() => sentinelsOf(json, null, 4), {
    ...{ code: 'no-sentinels', kind: 'usage' },
    message: 'expected 4 sentinels for the spans of a sample, found 3 tokens <extra_id_0>, <extra_id_1> and so on',
  });
});

test('a tokenizer without them leaves ids after its last token, which a finished model must have', () => {
  const json = tokenizer(['<pad>']);
  const tokens = size(json);
  assert.deepEqual(sentinelsOf(json, null, 2), { ids: [tokens, tokens + 1], vocabulary: tokens + 2 });
  assert.deepEqual(sentinelsOf(json, tokens + 9, 2), { ids: [tokens, tokens + 1], vocabulary: tokens + 9 });
  assert.throws(() => sentinelsOf(json, tokens + 1, 2), {
    ...{ code: 'no-sentinels', kind: 'usage' },
    message:
      'expected 2 sentinels for the spans of a sample, found none in the tokenizer, and 1 ids after its last token',
  });
});
