import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packageRoot } from '../../../storage/package-root.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../training/checkpoints/safetensors.ts';
import { buildModel } from '../../../training/hugging-face/build-model.ts';
import { type PretrainedModel, readFolder } from '../../../training/hugging-face/read-folder.ts';
import { layouts } from '../../../training/hugging-face/registry.ts';
import { models } from '../../../training/models/registry.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { torchPython } from '../../torch-python.ts';
import { weightOf } from '../peer-weights.ts';
import { testWithTensorFlow } from '../test-backend.ts';
import { outputsOf } from './outputs-of.ts';
import { largestDifference, peerFolder, peerNames } from './peer-model.ts';

test('a decoder without a known end has none, in the place of the one that transformers takes', () => {
  for (const model of ['gpt', 'llama']) {
    const parameters = models
      .find(({ name }) => name === model)
      ?.parameters.parse({}) as PretrainedModel['model']['parameters'];
    const size = { vocabulary: 300, positions: 8 };
    const layout = layouts.find((each) => each.model === model);
    const { config } = layout?.write({ parameters, size, weights: new Map(), classes: [] }) ?? {};
    assert.deepEqual([config?.['bos_token_id'], config?.['eos_token_id']], [null, null], model);
  }
});

function written(folder: string, { model, size, weights, labels }: PretrainedModel): string {
  const layout = layouts.find((each) => each.model === model.name);
  assert.ok(layout !== undefined);
  const { config, weights: stored } = layout.write({ parameters: model.parameters, size, weights, classes: labels });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'model.safetensors'), encodeSafetensors(stored, { format: 'pt' }));
  return folder;
}

/** A model of ours, with weights that its names give. */
function fresh(name: string, parameters: object, size: PretrainedModel['size']): PretrainedModel {
  const { weights } = buildModel(name, parameters, size);
  const parsed: unknown = models.find((each) => each.name === name)?.parameters.parse(parameters);
  const model = { name, parameters: parsed as PretrainedModel['model']['parameters'] };
  return { model, size, weights: new Map(weights.map((spec) => [spec.name, weightOf(spec)])), labels: [], sha256: '' };
}

const gain = { name: 'qa_outputs.weight', initial: { kind: 'zeros' }, decays: true } as const;
const text = { vocabulary: 29, positions: 12 };
/** What transformers has no file of: without biases, with other activations and sides, by our defaults. */
const own: readonly PretrainedModel[] = [
  fresh('gpt', { layers: 2, heads: 2, width: 8, bias: false, activation: 'gelu', inner: 12 }, text),
  fresh('llama', { layers: 1, heads: 2, width: 8 }, text),
  fresh('t5', { layers: 1, heads: 2, width: 8, tied: false }, text),
];

test('what was read and written again is read as the same model', async (t) => {
  const folder = temporaryFolder(t);
  for (const name of peerNames) {
    const read = await readFolder(fileURLToPath(peerFolder(name)));
    const again = await readFolder(written(join(folder, name), read));
    const { sha256: _, ...model } = read;
    const { sha256: __, ...same } = again;
    assert.deepEqual(
      { ...same, weights: new Map([...same.weights].sort()) },
      { ...model, weights: new Map([...model.weights].sort()) },
    );
  }
});

test('a model without biases is written with biases of 0', async (t) => {
  const [gpt] = own;
  assert.ok(gpt !== undefined);
  const read = await readFolder(written(join(temporaryFolder(t), 'gpt'), gpt));
  assert.equal(read.model.parameters['bias'], true);
  assert.deepEqual(read.weights.get('h.0.mlp.c_fc.bias')?.data, new Float32Array(12));
  assert.deepEqual(read.weights.get('h.0.mlp.c_fc.weight'), gpt.weights.get('h.0.mlp.c_fc.weight'));
});

test('a BERT that finds answers is BertForQuestionAnswering, without the head that names tokens', async (t) => {
  const bert = await readFolder(fileURLToPath(peerFolder('bert')));
  const weights = new Map(bert.weights).set('qa_outputs.weight', weightOf({ ...gain, shape: [2, 16] }));
  const folder = written(join(temporaryFolder(t), 'answers'), { ...bert, weights });
  const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as { architectures: unknown };
  assert.deepEqual(config.architectures, ['BertForQuestionAnswering']);
  const read = await readFolder(folder);
  assert.equal(read.model.parameters['head'], false);
  for (const [name, tensor] of read.weights) assert.deepEqual(tensor, bert.weights.get(name));
  const bytes = readFileSync(join(folder, 'model.safetensors'));
  assert.ok(decodeSafetensors(bytes, folder).tensors.has('qa_outputs.weight'));
});

test('a pooler stays with the classes that see it', async (t) => {
  const classes = await readFolder(fileURLToPath(peerFolder('bert-classes')));
  const without = new Map([...classes.weights].filter(([name]) => !name.startsWith('classifier.')));
  const asked = (model: PretrainedModel, name: string) => {
    const folder = written(join(temporaryFolder(t), name), model);
    const { architectures } = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as Record<string, unknown>;
    return { architectures, stored: decodeSafetensors(readFileSync(join(folder, 'model.safetensors')), name).tensors };
  };
  const base = asked({ ...classes, weights: without, labels: [] }, 'base');
  assert.deepEqual(base.architectures, ['BertModel']);
  assert.ok(base.stored.has('pooler.dense.weight'));
  const weights = new Map(without).set('qa_outputs.weight', weightOf({ ...gain, shape: [2, 16] }));
  const answers = asked({ ...classes, weights, labels: [] }, 'answers');
  assert.deepEqual(answers.architectures, ['BertForQuestionAnswering']);
  assert.equal(answers.stored.has('bert.pooler.dense.weight'), false);
});

test('what transformers has no place for is refused', () => {
  const [gpt, bert, vit] = ['gpt', 'bert', 'vit'].map((model) => layouts.find((each) => each.model === model));
  const none = { weights: new Map(), classes: [] };
  const parameters = { layers: 1, heads: 1, width: 8, headWidth: 4 };
  assert.throws(() => gpt?.write({ ...none, parameters, size: text }), {
    code: 'not-exportable',
    message: 'hugging-face: transformers divides a width of 8 among 1 heads, and those of this model are 4 wide',
  });
  assert.throws(() => bert?.write({ ...none, parameters, size: text }), { code: 'not-exportable' });
  const size = { imageSize: { width: 4, height: 4 } };
  assert.throws(() => vit?.write({ ...none, parameters: { pool: 'mean' }, size }), { code: 'not-exportable' });
});

testWithTensorFlow('transformers loads what was written, and gives the same outputs', async (backend, t) => {
  const python = await torchPython(t);
  if (python === undefined) return;
  const read = await Promise.all(peerNames.map((name) => readFolder(fileURLToPath(peerFolder(name)))));
  const all = [...read, ...own];
  const folder = temporaryFolder(t);
  const folders = all.map((model, index) => written(join(folder, `${index}`), model));
  const program = fileURLToPath(new URL('tests/training/hugging-face/load-folder.py', packageRoot));
  const { stdout } = await promisify(execFile)(python, [program, ...folders], { maxBuffer: 2 ** 26 });
  const outputs = JSON.parse(stdout) as number[][];
  for (const [index, model] of all.entries()) {
    const most = largestDifference(outputsOf(backend, model), outputs[index] ?? []);
    assert.ok(most < 1e-5, `${model.model.name} ${index}: ${most}`);
  }
});
