import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import { chatSample } from '../../streaming/chat-sample.ts';
import { openStream } from '../../streaming/open-stream.ts';
import { readCheckpoint } from '../../training/checkpoints/read-checkpoint.ts';
import { evaluateRun } from '../../training/evaluate-run.ts';
import { readEvaluation } from '../../training/evaluation/evaluation.ts';
import type { TokenRunConfig } from '../../training/run-config.ts';
import { recordRun } from '../../training/runs/run-record.ts';
import { openRunPlaces } from '../../training/step-samples.ts';
import { train } from '../../training/train.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { commitSynthetic, tokenizer } from '../streaming/synthetic-version.ts';
import { chatDocuments } from './chat-version.ts';
import { sampleRun } from './runs/sample-run.ts';
import { testWithTensorFlow } from './test-backend.ts';

const length = 72;

function chatVersion(storage: Storage) {
  const documents = [chatDocuments(20), chatDocuments(9, 20)];
  const holdoutDocuments = chatDocuments(6, 50);
  return commitSynthetic(storage, { dataset: 'chats', sequences: [1], length, documents, holdoutDocuments });
}

test('a stream of chats marks the answers of each document, whatever its label, in batches of any size', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const version = await chatVersion(storage);
  const all = [...chatDocuments(20), ...chatDocuments(9, 20)];
  const sample = chatSample(tokenizer, length);
  const stream = await openStream({
    ...({ storage, version, content: 'documents', split: 'train', form: { kind: 'chat' } } as const),
    ...{ batch: 4, seed: 3, threads: 2, length },
  });
  t.after(() => stream.close());
  assert.equal(stream.samples, 29);
  const seen = new Set<string>();
  const sizes: number[] = [];
  for await (const batch of stream.batches()) {
    sizes.push(batch.samples);
    for (let place = 0; place < batch.samples; place++) {
      const shard = stream.shards[batch.shards[place] as number];
      const first = version.manifest.shards
        .filter(({ content }) => content === 'documents')
        .map(({ sha256 }) => sha256);
      const document = all[(batch.rows[place] as number) + (shard === first[0] ? 0 : 20)];
      assert.ok(document !== undefined);
      const { ids, marks } = sample(document, 0);
      const padding = new Array<number>(length - ids.length).fill(0);
      const of = <Row extends Int32Array | Uint8Array>(rows: Row | undefined) => [
        ...(rows?.subarray(place * length, (place + 1) * length) ?? []),
      ];
      assert.deepEqual(of(batch.marks), [...marks, ...padding]);
      assert.deepEqual(of(batch.tokens).slice(0, ids.length), [...ids]);
      assert.equal(batch.used[place], ids.length);
      assert.ok(marks.reduce((sum, mark) => sum + mark, 0) > 5);
      seen.add(document.id);
    }
  }
  assert.equal(seen.size, 29);
  assert.deepEqual(sizes, [4, 4, 4, 4, 4, 4, 4, 1]);
});

function config(run: string, manifestSha256: string, parameters: Record<string, string>): TokenRunConfig {
  const model = { name: 'gpt', parameters: { layers: 1, heads: 1, width: 16, bias: true } };
  return {
    ...{ ...sampleRun, run, length, positions: length, vocabulary: tokenizer.vocabularySize },
    data: { dataset: 'chats', version: 1, manifestSha256 },
    settings: {
      ...{ ...sampleRun.settings, model, objective: { name: 'instruct', parameters }, device: 'cpu' },
      ...{ steps: 12, batch: 4, accumulate: 2, warmupSteps: 1, learningRate: 0.02, dropout: 0.1 },
      ...{ evaluateEvery: 6, checkpointEvery: 12 },
    },
  };
}

testWithTensorFlow(
  'a run on chats learns, resumes with the same bits, and is judged as a language model',
  async (_, t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const { sha256 } = await chatVersion(storage);
    const trained = (run: string, stopAt?: number) => {
      const stop = new AbortController();
      return train({
        ...{ storage, run, env: process.env, threads: 1, onPage: () => undefined, signal: stop.signal },
        onProgress: ({ step }) => {
          if (step === stopAt) stop.abort();
        },
      });
    };
    for (const run of ['whole', 'stopped']) await recordRun(storage, `runs/${run}`, config(run, sha256, {}));
    await recordRun(storage, 'runs/all', config('all', sha256, { lossOn: 'all' }));
    const whole = await trained('whole');
    await assert.rejects(trained('stopped', 5), { code: 'interrupted' });
    assert.equal((await trained('stopped')).resumedFrom, 5);
    const [a, b] = await Promise.all(
      ['whole', 'stopped'].map((run) => readCheckpoint(storage, `runs/${run}`, 'last', () => undefined)),
    );
    assert.ok(a !== undefined);
    assert.deepEqual(b?.state.weights, a.state.weights);
    const asked = {
      env: process.env,
      threads: 1,
      device: null,
      against: null,
      metrics: [],
      onProgress: () => undefined,
    };
    const told = await evaluateRun({ ...asked, storage, run: 'whole', on: 'holdout' });
    assert.equal(told.samples, 6);
    assert.deepEqual(Object.keys(told.metrics), ['loss', 'perplexity']);
    assert.ok((told.metrics['loss'] ?? 9) < Math.log(tokenizer.vocabularySize) - 1, JSON.stringify(told.metrics));
    assert.ok(Math.abs((whole.validationLoss ?? 0) - (told.metrics['loss'] ?? 9)) < 1e-5);
    await trained('all');
    const every = await evaluateRun({ ...asked, storage, run: 'all', on: 'holdout' });
    assert.notEqual(every.metrics['loss'], told.metrics['loss']);
    const asksFor = { prompts: ['How many bags at mill 3?', ''], each: 2, tokens: 9, temperature: 0.7 };
    const written = async () => {
      await evaluateRun({ ...asked, storage, run: 'whole', on: 'holdout', samples: asksFor });
      return (await readEvaluation(storage, 'runs/whole')).texts;
    };
    const texts = await written();
    assert.deepEqual(
      texts?.map(({ prompt }) => prompt),
      ['How many bags at mill 3?', 'How many bags at mill 3?', '', ''],
    );
    assert.ok(texts.every(({ text, ended }) => ended || text.length > 0));
    assert.deepEqual(await written(), texts);
    const places = await openRunPlaces(storage, config('whole', sha256, {}));
    const samples = await places.samplesOf(1);
    assert.equal(samples.length, 8);
    assert.equal(new Set(samples.flatMap(({ records }) => records)).size, 8);
  },
);
