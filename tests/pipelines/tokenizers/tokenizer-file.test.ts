import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.ts';
import { readTokenizer, type TokenizerData } from './fixture.ts';

const unsupported: readonly [at: string, change: (data: TokenizerData) => void][] = [
  ['normalizer', (data) => Object.assign(data, { normalizer: { type: 'NFC' } })],
  ['truncation', (data) => Object.assign(data, { truncation: { max_length: 512 } })],
  ['padding', (data) => Object.assign(data, { padding: { strategy: 'BatchLongest' } })],
  ['future', (data) => Object.assign(data, { future: 1 })],
  ['model.type', ({ model }) => Object.assign(model, { type: 'WordPiece' })],
  ['model.dropout', ({ model }) => Object.assign(model, { dropout: 0.1 })],
  ['model.end_of_word_suffix', ({ model }) => Object.assign(model, { end_of_word_suffix: '</w>' })],
  ['pre_tokenizer.type', ({ pre_tokenizer }) => Object.assign(pre_tokenizer, { type: 'Metaspace' })],
  ['decoder', (data) => Object.assign(data, { decoder: null })],
  ['post_processor.type', (data) => Object.assign(data, { post_processor: { type: 'BertProcessing' } })],
  ['added_tokens.0.lstrip', ({ added_tokens }) => Object.assign(added_tokens[0] ?? {}, { lstrip: true })],
  ['added_tokens.0.content', ({ added_tokens }) => Object.assign(added_tokens[0] ?? {}, { content: '' })],
];

for (const [at, change] of unsupported) {
  test(`a file that asks for more than there is names the key: ${at}`, () => {
    const data = readTokenizer('gpt2-700.json');
    change(data);
    assert.throws(() => openTokenizer(JSON.stringify(data)), { code: 'tokenizer-unsupported', kind: 'usage', at });
  });
}

test('a split by a pattern that is not known names the pattern', () => {
  const data = readTokenizer('llama3-700.json');
  const json = JSON.stringify(data).replace('{1,3}', '{1,2}');
  assert.throws(() => openTokenizer(json), { at: 'pre_tokenizer.pretokenizers.0.pattern.Regex' });
});

const invalid: readonly [name: string, change: (data: TokenizerData) => void][] = [
  ['a byte without a token', ({ model }) => delete model.vocab['a']],
  ['a merge of three', ({ model }) => model.merges.push('a b c')],
  ['a merge of tokens that do not exist', ({ model }) => model.merges.push(['q', 'zzzz'])],
  ['a merge whose result does not exist', ({ model }) => model.merges.push(['q', 'z'])],
  ['an id that is no whole number', ({ model }) => Object.assign(model.vocab, { half: 0.5 })],
  ['an id that would take all memory', ({ model }) => Object.assign(model.vocab, { far: 2 ** 40 })],
  ['a negative id', ({ model }) => Object.assign(model.vocab, { below: -1 })],
  ['an added token at odds with the vocabulary', ({ added_tokens }) => Object.assign(added_tokens[0] ?? {}, { id: 5 })],
];

for (const [name, change] of invalid) {
  test(`a broken file is refused: ${name}`, () => {
    const data = readTokenizer('gpt2-700.json');
    change(data);
    assert.throws(() => openTokenizer(JSON.stringify(data)), { code: 'tokenizer-invalid', kind: 'usage' });
  });
}

test('what is no JSON, and JSON that is no tokenizer, are refused', () => {
  assert.throws(() => openTokenizer('\u0000PK'), { code: 'tokenizer-invalid' });
  for (const json of ['null', '[]', '{}', '"x"']) {
    assert.throws(() => openTokenizer(json), { code: 'tokenizer-unsupported' });
  }
});
