import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { listRunRows } from '../../../cli/run-rows.ts';
import { commitVersion } from '../../../shards/catalogue.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { packageRoot } from '../../../storage/package-root.ts';
import { readFolder } from '../../../training/hugging-face/read-folder.ts';
import { findUnusedPretrained, readPretrained } from '../../../training/hugging-face/stored-pretrained.ts';
import { readsImages } from '../../../training/run-config.ts';
import { tokenModel } from '../../../training/run-model.ts';
import type { PretrainedWeights, RunSettings } from '../../../training/run-settings.ts';
import { readRunRecord, recordRun } from '../../../training/runs/run-record.ts';
import { startingWeights } from '../../../training/starting-weights.ts';
import { importPretrained } from '../../../workers/training/import-pretrained.ts';
import { planRun } from '../../../workers/training/plan-run.ts';
import { storeTraining } from '../../../workers/training/stored-training.ts';
import { writeSampleVersion } from '../../shards/sample-version.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { sampleRun } from '../../training/runs/sample-run.ts';

const fixtures = fileURLToPath(new URL('tests/fixtures/training/hugging-face', packageRoot));
const unknown = { name: '', parameters: {} };
const tuned: RunSettings = {
  ...sampleRun.settings,
  ...{ name: 'tuned', pretrained: { folder: 'gpt2' }, model: unknown, objective: { name: 'causal', parameters: {} } },
};
const spam: RunSettings = { ...sampleRun.settings, from: 'tuned', model: unknown };

async function imported(t: TestContext, train: readonly RunSettings[], folder = fixtures) {
  const storage = openLocalFolder(temporaryFolder(t));
  const training = await importPretrained(storage, { train, evaluate: [] }, folder);
  return { storage, train: training.train };
}

test('a folder gives its model to the run, and to the runs that go on from it', async (t) => {
  const smaller: RunSettings = { ...spam, name: 'smaller', structured: { heads: 0.5, neurons: 0.5 } };
  const { storage, train } = await imported(t, [tuned, spam, smaller]);
  const [first, second, third] = train;
  const gpt2 = await readFolder(join(fixtures, 'gpt2'));
  assert.deepEqual(first?.model, gpt2.model);
  assert.deepEqual(first?.pretrained, { sha256: gpt2.sha256, size: gpt2.size, labels: [] });
  assert.deepEqual(second, { ...spam, model: gpt2.model });
  const less = { ...gpt2.model.parameters, heads: 1, headWidth: 8, inner: 32 };
  assert.deepEqual(third?.model, { name: 'gpt', parameters: less });
  const weights = await readPretrained(storage, first?.pretrained as PretrainedWeights, []);
  assert.deepEqual(new Map([...weights].sort()), new Map([...gpt2.weights].sort()));
});

test('a head of classes is taken where its names are those of the run, whose order its rows take', async (t) => {
  const vit: RunSettings = {
    ...{ ...tuned, pretrained: { folder: 'vit' }, objective: { name: 'classify-image', parameters: {} } },
  };
  const { storage, train } = await imported(t, [vit]);
  const pretrained = train[0]?.pretrained as PretrainedWeights;
  const heads = async (classes: readonly string[]) =>
    [...(await readPretrained(storage, pretrained, classes)).keys()].filter((name) => name.startsWith('classifier'));
  assert.deepEqual(await heads(['cat', 'dog', 'owl']), ['classifier.bias', 'classifier.weight']);
  for (const other of [['cat', 'owl', 'cow'], ['cat', 'dog'], []]) assert.deepEqual(await heads(other), []);
  const stored = (await readFolder(join(fixtures, 'vit'))).weights;
  const turned = await readPretrained(storage, pretrained, ['owl', 'cat', 'dog']);
  for (const [name, side] of [
    ['classifier.weight', 16],
    ['classifier.bias', 1],
  ] as const) {
    const rows = stored.get(name)?.data ?? new Float32Array();
    const row = (place: number): number[] => [...rows.subarray(place * side, (place + 1) * side)];
    assert.deepEqual([...(turned.get(name)?.data ?? [])], [...row(2), ...row(0), ...row(1)]);
  }
});

test('a head is left out of a run that sees another state than it did', async (t) => {
  const classes = ['ham', 'list', 'spam'];
  for (const [folder, pool, kept] of [
    ['bert-classes', undefined, 2],
    ['bert-classes', 'mean', 0],
    ['gpt2-classes', 'end', 1],
    ['gpt2-classes', 'last', 0],
  ] as const) {
    const objective = { name: 'classify', parameters: pool === undefined ? {} : { pool } };
    const settings: RunSettings = { ...tuned, pretrained: { folder }, objective };
    const { storage, config } = await planned(t, settings, 20);
    const { weights = new Map() } = await startingWeights(storage, config, tokenModel(config), classes);
    const own = new Set(tokenModel(config).weights.map(({ name }) => name));
    assert.equal([...weights.keys()].filter((name) => !own.has(name)).length, kept, `${folder}, ${pool}`);
    assert.equal(weights.size, own.size + kept);
  }
});

test('an objective that does not train the model is one error, before any work', async (t) => {
  const bert: RunSettings = { ...tuned, pretrained: { folder: 'bert' } };
  await assert.rejects(imported(t, [bert]), {
    ...{ code: 'recipe-invalid', kind: 'usage' },
    message: /^train\[0\]\.from: expected a model of .*gpt.*, which causal trains, found bert$/,
  });
  const causal: RunSettings = { ...spam, objective: tuned.objective };
  const first: RunSettings = { ...bert, objective: spam.objective };
  await assert.rejects(imported(t, [first, causal]), { message: /^train\[1\]\.from: .*found bert$/ });
  await assert.rejects(imported(t, [{ ...tuned, pretrained: { folder: 'none' } }]), { code: 'no-config' });
});

test('what no run begins with can be deleted', async (t) => {
  const bert: RunSettings = { ...spam, name: 'other', from: null, pretrained: { folder: 'bert' } };
  const { storage, train } = await imported(t, [tuned, bert]);
  const keyOf = ({ pretrained }: RunSettings): string =>
    `runs/.pretrained/${(pretrained as PretrainedWeights).sha256}/weights.safetensors`;
  const unused = async (): Promise<string[]> => (await findUnusedPretrained(storage)).map(({ key }) => key).sort();
  assert.deepEqual(await unused(), train.map(keyOf).sort());
  const [first, second] = train as readonly [RunSettings, RunSettings];
  await recordRun(storage, 'runs/tuned-1', { ...sampleRun, run: 'tuned-1', settings: first });
  await recordRun(storage, 'runs/plain-1', { ...sampleRun, run: 'plain-1' });
  assert.deepEqual(await unused(), [keyOf(second)]);
  const rows = await listRunRows(storage, undefined);
  assert.deepEqual(
    rows.map(({ run }) => run),
    ['plain-1', 'tuned-1'],
  );
  await storage.put('runs/broken-1/run.json', Buffer.from('{'));
  await assert.rejects(findUnusedPretrained(storage), { code: 'bad-run-record' });
});

/** The plan of a run over a version whose tokenizer has so many tokens, and which packs 8. */
async function planned(t: TestContext, settings: RunSettings, vocabulary: number, folder = fixtures) {
  const { storage, train } = await imported(t, [settings], folder);
  const draft = await writeSampleVersion(storage, 'mail', 6);
  const { sha256, file } = draft.lineage.inputs;
  await commitVersion(storage, { ...draft, lineage: { ...draft.lineage, tokenizer: { file, sha256, vocabulary } } });
  const training = await storeTraining(storage, 'mail', { train, evaluate: [] });
  const request = { store: storage.location, training, dataset: 'mail', version: 1, index: 0, earlier: [] };
  const { run } = await planRun(request);
  const config = await readRunRecord(storage, `runs/${run}`);
  assert.ok(!readsImages(config));
  return { storage, config };
}

test('the model gives vocabulary and positions; the name of the run follows the content of the files', async (t) => {
  const { config } = await planned(t, tuned, 20);
  assert.deepEqual([config.vocabulary, config.positions, config.length], [29, 16, 8]);
  const elsewhere = temporaryFolder(t);
  cpSync(join(fixtures, 'gpt2'), join(elsewhere, 'copy'), { recursive: true });
  const { config: same } = await planned(t, { ...tuned, pretrained: { folder: 'copy' } }, 20, elsewhere);
  assert.equal(same.run, config.run);
  assert.equal(JSON.stringify(same).includes('copy'), false);
});

test('tokens and lengths that the model does not know are one error', async (t) => {
  await assert.rejects(planned(t, tuned, 30), {
    ...{ code: 'run-vocabulary', kind: 'usage' },
    message: "the version's tokenizer has 30 tokens, and the model that run tuned starts from knows 29",
  });
  const long: RunSettings = { ...tuned, length: 17, objective: spam.objective };
  await assert.rejects(planned(t, long, 20), {
    ...{ code: 'run-length', kind: 'usage' },
    message: 'run tuned asks for 17 tokens, and the model it starts from has positions for 16',
  });
});
