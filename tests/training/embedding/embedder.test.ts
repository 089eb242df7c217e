import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../../storage/package-root.ts';
import { openEmbedder } from '../../../training/embedding/embedder.ts';
import { readSentenceModel } from '../../../training/embedding/sentence-model.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { torchPython } from '../../torch-python.ts';
import { testWithTensorFlow } from '../test-backend.ts';
import { miniLmOrSkip } from './minilm-or-skip.ts';
import { smallConfig, smallTokenizer, writeSmallModel } from './small-sentence-model.ts';

// Written by tests/training/embedding/minilm-torch.py.
const fixture = new URL('tests/fixtures/training/minilm.json', packageRoot);
const peer = JSON.parse(readFileSync(fixture, 'utf8')) as {
  readonly texts: readonly string[];
  readonly embeddings: readonly (readonly number[])[];
};

testWithTensorFlow("vectors of all-MiniLM-L6-v2 are sentence-transformers'", async (backend, t) => {
  const folder = await miniLmOrSkip(t);
  if (folder === undefined) return;
  const embedder = openEmbedder(backend, await readSentenceModel(folder));
  assert.equal(embedder.width, 384);
  for (const [index, text] of peer.texts.entries()) {
    const vector = embedder.embed(text);
    const expected = peer.embeddings[index] ?? [];
    assert.equal(vector.length, expected.length);
    const distance = Math.max(...expected.map((value, place) => Math.abs(value - (vector[place] ?? Number.NaN))));
    assert.ok(distance < 1e-6, `text ${index}: ${distance}`);
  }
  const [first = ''] = peer.texts;
  assert.deepEqual(embedder.embed(first), embedder.embed(first));
  embedder.close();
});

testWithTensorFlow(
  'a vector depends on its text alone, and on what the model says of pooling and length',
  async (backend, t) => {
    const open = async (files: Readonly<Record<string, unknown>>) => {
      const folder = temporaryFolder(t);
      await writeSmallModel(folder, files);
      const embedder = openEmbedder(backend, await readSentenceModel(folder));
      t.after(embedder.close);
      return embedder;
    };
    const embedder = await open({});
    const texts = ['the mill', 'the river', 'wheels the river', ''];
    const one = texts.map(embedder.embed);
    assert.deepEqual(texts.toReversed().map(embedder.embed).toReversed(), one);
    for (const vector of one) assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-6);
    assert.notDeepEqual(one[0], one[1]);
    // The 20th token and the text after it are not read; [CLS] and [SEP] are two of them.
    const long = 'river '.repeat(18);
    assert.equal(embedder.tokensOf(`${long} mill`), 20);
    assert.deepEqual(embedder.embed(`${long} mill`), embedder.embed(long));
    const short = await open({ 'sentence_bert_config.json': { max_seq_length: 4 } });
    assert.equal(short.tokensOf(long), 4);
    assert.deepEqual(short.embed(long), short.embed('river river'));
    const first = await open({ '1_Pooling/config.json': { pooling_mode_cls_token: true } });
    assert.notDeepEqual(first.embed('the mill'), one[0]);
    const plain = await open({ 'modules.json': [{ type: 'sentence_transformers.models.Pooling' }] });
    const vector = plain.embed('the mill');
    const size = Math.hypot(...vector);
    assert.ok(Math.abs(size - 1) > 1e-3);
    for (const [place, value] of vector.entries()) assert.ok(Math.abs(value / size - (one[0]?.[place] ?? 0)) < 1e-6);
  },
);

testWithTensorFlow("vectors of a folder's Chinese BERT are transformers', by either pooling", async (backend, t) => {
  const python = await torchPython(t);
  if (python === undefined) return;
  const folder = temporaryFolder(t);
  const script = fileURLToPath(new URL('tests/training/embedding/sentence-torch.py', packageRoot));
  const printed = execFileSync(python, [script, folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const expected = JSON.parse(printed) as Record<'cls' | 'mean', number[][]> & { readonly texts: readonly string[] };
  for (const pool of ['cls', 'mean'] as const) {
    const pooling = { pooling_mode_cls_token: pool === 'cls', pooling_mode_mean_tokens: pool === 'mean' };
    writeFileSync(join(folder, '1_Pooling/config.json'), JSON.stringify(pooling));
    const embedder = openEmbedder(backend, await readSentenceModel(folder));
    t.after(embedder.close);
    for (const [index, text] of expected.texts.entries()) {
      const vector = embedder.embed(text);
      const values = expected[pool][index] ?? [];
      const distance = Math.max(...values.map((value, place) => Math.abs(value - (vector[place] ?? Number.NaN))));
      assert.ok(values.length === 32 && distance < 1e-5, `${pool}, text ${index}: ${distance}`);
    }
  }
});

test('a folder that is no sentence model is a usage error that names what is wrong', async (t) => {
  const { model } = smallTokenizer;
  const larger = { ...smallTokenizer, model: { ...model, vocab: { ...model.vocab, grain: 9 } } };
  for (const [files, code, message] of [
    [{ 'config.json': { ...smallConfig, model_type: 'roberta' } }, 'unfit-config', /model_type/],
    [
      { 'config.json': { ...smallConfig, num_hidden_layers: 2 } },
      'unfit-weights',
      /bert.encoder.layer.1.attention.self/,
    ],
    [{ 'tokenizer.json': larger }, 'sentence-model', /expected a tokenizer of at most 9 tokens, found 10/],
    [{ 'modules.json': '{' }, 'sentence-model', /expected JSON in modules.json/],
    [{ '1_Pooling/config.json': { pooling_mode_max_tokens: true } }, 'sentence-model', /pooling_mode_max_tokens: /],
    [{ '1_Pooling/config.json': { pooling_mode_lasttoken: true } }, 'sentence-model', /pooling_mode_lasttoken: /],
    [
      { 'modules.json': [{ type: 'sentence_transformers.models.Dense' }] },
      'sentence-model',
      /0\.type: expected a Transformer, Pooling or Normalize/,
    ],
    [{ 'sentence_bert_config.json': { max_seq_length: 2 } }, 'sentence-model', /of more than 2 tokens, found 2/],
  ] as const) {
    const folder = temporaryFolder(t);
    await writeSmallModel(folder, files);
    await assert.rejects(readSentenceModel(folder), { code, kind: 'usage', message });
  }
  await assert.rejects(readSentenceModel(temporaryFolder(t)), { code: 'no-config', kind: 'usage' });
});
