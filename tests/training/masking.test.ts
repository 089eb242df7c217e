import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import { packageRoot } from '../../storage/package-root.ts';
import { endsInside, goesOn, maskingOf, readWordBits } from '../../training/masking.ts';

const wordPiece = JSON.stringify({
  added_tokens: ['[PAD]', '[CLS]', '[SEP]', '[MASK]'].map((content, id) => ({
    ...{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true },
  })),
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: { type: 'BertProcessing', cls: ['[CLS]', 1], sep: ['[SEP]', 2] },
  model: {
    ...{ type: 'WordPiece', unk_token: '[PAD]', continuing_subword_prefix: '##', max_input_chars_per_word: 100 },
    vocab: { '[PAD]': 0, '[CLS]': 1, '[SEP]': 2, '[MASK]': 3, mill: 4, '##er': 5, river: 6, '##s': 7 },
  },
});

test('the mask token is the one that the tokenizer has, and special tokens are never masked', () => {
  assert.deepEqual(maskingOf(wordPiece, null, false), { token: 3, special: [0, 1, 2, 3] });
  assert.equal(maskingOf(wordPiece, 'river', false).token, 6);
  assert.throws(() => maskingOf(wordPiece, '<mask>', false), { code: 'no-mask-token', kind: 'usage' });
  const without = wordPiece.replaceAll('[MASK]', '[HIDE]');
  assert.throws(() => maskingOf(without, null, false), { code: 'no-mask-token', kind: 'usage' });
});

test('words are told by the marks of the model', () => {
  const masking = maskingOf(wordPiece, null, true);
  const bits = readWordBits(masking);
  const ids = [...openTokenizer(wordPiece).encode('miller rivers')];
  assert.deepEqual(ids, [4, 5, 6, 7]);
  assert.deepEqual(
    ids.map((id) => (bits[id] ?? 0) & goesOn),
    [0, goesOn, 0, goesOn],
  );
  assert.ok(ids.every((id) => ((bits[id] ?? 0) & endsInside) !== 0));
});

test('of a byte-level model, a token goes on with a word where both are letters, digits or parts of characters', () => {
  const json = readFileSync(new URL('tests/fixtures/tokenizers/gpt2-700.json', packageRoot), 'utf8');
  const tokenizer = openTokenizer(json);
  assert.throws(() => maskingOf(json, null, true), { code: 'no-mask-token' });
  const bits = readWordBits(maskingOf(json, '<|endoftext|>', true));
  const words: number[][] = [];
  let open = false;
  for (const id of tokenizer.encode('miller, 水车xyz 2026\n\nRivers')) {
    const each = bits[id] ?? 0;
    if (open && (each & goesOn) !== 0) words.at(-1)?.push(id);
    else words.push([id]);
    open = (each & endsInside) !== 0;
  }
  assert.deepEqual(
    words.map((ids) => tokenizer.decode(ids)),
    ['miller', ',', ' ', '水车xyz', ' ', '2026', '\n', '\n', 'Rivers'],
  );
});
