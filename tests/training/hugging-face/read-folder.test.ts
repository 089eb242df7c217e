import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MillraceError } from '../../../core/errors.ts';
import { readFolder } from '../../../training/hugging-face/read-folder.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { testWithTensorFlow } from '../test-backend.ts';
import { outputsOf } from './outputs-of.ts';
import { largestDifference, peerFolder, peerModel, peerNames } from './peer-model.ts';

for (const name of peerNames) {
  testWithTensorFlow(`the outputs of ${name}, read from its folder, are transformers'`, async (backend) => {
    const pretrained = await readFolder(fileURLToPath(peerFolder(name)));
    const most = largestDifference(outputsOf(backend, pretrained), peerModel(name).logits);
    assert.ok(most < 1e-5, `${most}`);
  });
}

test('what config.json says becomes parameters, in our terms', async () => {
  const read = async (name: string) => {
    const { model, size, labels } = await readFolder(fileURLToPath(peerFolder(name)));
    return { ...model.parameters, name: model.name, ...size, labels };
  };
  const shape = { layers: 2, heads: 2, width: 16, labels: [] };
  assert.deepEqual(await read('gpt2'), {
    ...{ ...shape, name: 'gpt', bias: true, activation: 'gelu-tanh', vocabulary: 29, positions: 16 },
  });
  const classes = ['spam', 'ham', 'list'];
  assert.deepEqual((await read('gpt2-classes')).labels, classes);
  assert.partialDeepStrictEqual(await read('llama-classes'), { labels: classes, tied: true });
  const bert = { ...shape, name: 'bert', mlpRatio: 1.5, segments: 2, pooler: false, vocabulary: 29, positions: 16 };
  assert.deepEqual(await read('bert'), { ...bert, head: true });
  assert.deepEqual(await read('bert-base'), { ...bert, head: false });
  const labels = ['spam', 'ham', 'list'];
  assert.deepEqual(await read('bert-classes'), { ...bert, head: false, pooler: true, labels });
  const llama = { ...shape, name: 'llama', heads: 4, kvHeads: 2, inner: 24, theta: 500, epsilon: 1e-5 };
  assert.deepEqual(await read('llama'), { ...llama, headWidth: null, tied: false, vocabulary: 29, positions: 32 });
  assert.deepEqual(await read('llama-tied'), { ...llama, headWidth: 6, tied: true, vocabulary: 29, positions: 32 });
  const t5 = { ...shape, name: 't5', decoderLayers: 1, headWidth: 6, inner: 24, buckets: 8, distance: 12, tied: true };
  const relu = { ...t5, epsilon: 1e-6, feedForward: 'relu', vocabulary: 29, positions: 512 };
  assert.deepEqual(await read('t5'), relu);
  assert.deepEqual(await read('t5-gated'), { ...relu, feedForward: 'gated-gelu' });
  assert.deepEqual(await read('vit'), {
    ...{ ...shape, name: 'vit', layers: 1, patch: 2, mlpRatio: 1.5, pool: 'cls' },
    ...{ imageSize: { width: 6, height: 4 }, labels: ['cat', 'dog', 'owl'] },
  });
});

/** A copy of a folder, with other settings in its config.json. */
function copied(t: TestContext, name: string, change: object): string {
  const folder = join(temporaryFolder(t), name);
  cpSync(peerFolder(name), folder, { recursive: true });
  const path = join(folder, 'config.json');
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), ...change }));
  return folder;
}

async function refusal(folder: string): Promise<string> {
  try {
    await readFolder(folder);
  } catch (error) {
    assert.ok(error instanceof MillraceError, `${error}`);
    return `${error.code}: ${error.message}`;
  }
  return 'read';
}

test('outputs without names are called as transformers calls them; a name for each is asked of others', async (t) => {
  const { labels } = await readFolder(copied(t, 'bert-classes', { id2label: null }));
  assert.deepEqual(labels, ['LABEL_0', 'LABEL_1', 'LABEL_2']);
  for (const id2label of [{ 0: 'spam', 1: 'ham' }, { 0: 'spam', 1: 'ham', 3: 'list' }, 'spam']) {
    assert.match(
      await refusal(copied(t, 'bert-classes', { id2label })),
      /^unfit-config: id2label: expected a name for each of the head's 3 outputs, found /,
    );
  }
});

test('a model that Millrace does not have is refused by the key that says so', async (t) => {
  for (const [name, change, expected] of [
    [
      'gpt2',
      { model_type: 'mistral' },
      'unfit-config: model_type: expected one of bert, gpt2, llama, t5, vit, found "mistral"',
    ],
    [
      'gpt2',
      { architectures: ['GPT2DoubleHeadsModel'] },
      'unfit-config: architectures: expected one of GPT2LMHeadModel, GPT2Model, GPT2ForSequenceClassification, found "GPT2DoubleHeadsModel"',
    ],
    [
      'gpt2',
      { activation_function: 'relu' },
      'unfit-config: activation_function: expected one of gelu_new, gelu_pytorch_tanh, gelu, found "relu"',
    ],
    ['gpt2', { scale_attn_weights: false }, 'unfit-config: scale_attn_weights: expected true, found false'],
    [
      'gpt2',
      { n_inner: 30 },
      'unfit-weights: weight "h.0.mlp.c_fc.weight": expected float32 [16,30], found float32 [16,64]',
    ],
    ['gpt2', { n_layer: -1 }, 'unfit-config: n_layer: expected a whole number from 1, found -1'],
    ['gpt2', { n_layer: 3 }, 'unfit-weights: weight "h.2.ln_1.weight": expected float32 [16], found none'],
    [
      'gpt2',
      { n_layer: 1 },
      'unfit-weights: weight "h.1.attn.c_attn.bias": expected no such weight in the model that config.json describes, found float32 [48]',
    ],
    ['gpt2', { n_embd: 8 }, 'unfit-weights: weight "wte.weight": expected float32 [29,8], found float32 [29,16]'],
    ['gpt2', { n_layer: 300 }, 'unfit-config: layers of gpt: Too big: expected number to be <=256'],
    [
      'llama',
      { rope_scaling: { type: 'linear', factor: 2 } },
      'unfit-config: rope_scaling.type: expected "default", angles that are not scaled, found "linear"',
    ],
    [
      'llama',
      { rope_parameters: { rope_type: 'llama3' } },
      'unfit-config: rope_parameters.rope_type: expected "default", angles that are not scaled, found "llama3"',
    ],
    ['llama', { attention_bias: true }, 'unfit-config: attention_bias: expected false, found true'],
    ['bert', { hidden_act: 'gelu_new' }, 'unfit-config: hidden_act: expected "gelu", found "gelu_new"'],
    [
      't5',
      { scale_decoder_outputs: false },
      'unfit-config: scale_decoder_outputs: expected true, since the head is the embedding, found false',
    ],
    [
      't5',
      { feed_forward_proj: 'gated-silu' },
      'unfit-config: feed_forward_proj: expected one of gated-gelu, relu, found "gated-silu"',
    ],
    ['bert', { is_decoder: true }, 'unfit-config: is_decoder: expected false, found true'],
    ['vit', { image_size: [4, 6, 8] }, 'unfit-config: image_size: expected a side, or two, found [4,6,8]'],
    [
      'vit',
      { image_size: 5 },
      'model-parameters: expected images whose sides are multiples of a patch of 2 pixels, found 5 × 5',
    ],
  ] as const) {
    assert.equal(await refusal(copied(t, name, change)), expected);
  }
});

test('a folder that is not whole, or leads out of itself, is refused', async (t) => {
  const empty = temporaryFolder(t);
  assert.match(await refusal(empty), /^no-config: /);
  writeFileSync(join(empty, 'config.json'), '{"model_type":"gpt2"}');
  assert.match(await refusal(empty), /^no-weights: expected model.safetensors or model.safetensors.index.json/);
  writeFileSync(join(empty, 'config.json'), '[1]');
  assert.match(await refusal(empty), /^unfit-config: expected a map of settings/);
  writeFileSync(join(empty, 'config.json'), '{');
  assert.match(await refusal(empty), /^unfit-config: expected JSON/);
  const index = (map: unknown): string => {
    const folder = copied(t, 'gpt2', {});
    writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify(map));
    return folder;
  };
  const path = new URL('model.safetensors.index.json', peerFolder('gpt2'));
  const { weight_map: whole } = JSON.parse(readFileSync(path, 'utf8')) as { weight_map: Record<string, string> };
  const [first = ''] = Object.keys(whole);
  const { [first]: _, ...less } = whole;
  for (const [map, expected] of [
    [{}, /^bad-checkpoint: it has no weight_map/],
    [{ weight_map: { ...whole, [first]: '../model.safetensors' } }, /which is no safetensors file of the folder$/],
    [{ weight_map: { ...whole, [first]: 7 } }, /which is no safetensors file of the folder$/],
    [{ weight_map: { ...whole, [first]: 'none.safetensors' } }, /which is not there$|it does not say that/],
    [{ weight_map: less }, /^bad-checkpoint: it does not say that "transformer.*" is in "model-00001-of-00002/],
    [{ weight_map: { ...whole, ghost: 'model-00001-of-00002.safetensors' } }, /^bad-checkpoint: "ghost" is not in/],
  ] as const) {
    assert.match(await refusal(index(map)), expected);
  }
});

test('the digest follows the content of the files, not their folder', async (t) => {
  const digest = async (folder: string): Promise<string> => (await readFolder(folder)).sha256;
  const original = await digest(fileURLToPath(peerFolder('llama')));
  const same = join(temporaryFolder(t), 'elsewhere');
  cpSync(peerFolder('llama'), same, { recursive: true });
  assert.equal(await digest(same), original);
  assert.notEqual(await digest(copied(t, 'llama', { rms_norm_eps: 1e-6 })), original);
});
