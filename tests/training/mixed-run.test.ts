import assert from 'node:assert/strict';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import { readCheckpoint } from '../../training/checkpoints/read-checkpoint.ts';
import { evaluateRun } from '../../training/evaluate-run.ts';
import type { TokenRunConfig } from '../../training/run-config.ts';
import { recordRun } from '../../training/runs/run-record.ts';
import { train } from '../../training/train.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { commitSynthetic, labelledDocuments, tokenizer } from '../streaming/synthetic-version.ts';
import { sampleRun } from './runs/sample-run.ts';
import { testWithTensorFlow } from './test-backend.ts';

const length = 8;

/** A store of two versions, and the run of a tiny model over a mix of them. */
async function mixedRun(storage: Storage, objective: string): Promise<(run: string) => TokenRunConfig> {
  const versions = [];
  for (const [dataset, sequences, labels] of [
    ['mail', [20], ['spam', 'ham']],
    ['web', [9], ['eggs', 'ham']],
  ] as const) {
    const documents = [labelledDocuments(12, labels)];
    const holdoutDocuments = labelledDocuments(6, labels, 50);
    const { sha256 } = await commitSynthetic(storage, { dataset, sequences, length, documents, holdoutDocuments });
    versions.push({ dataset, version: 1, manifestSha256: sha256 });
  }
  const [mail, web] = versions;
  assert.ok(mail !== undefined && web !== undefined);
  const model = { name: 'gpt', parameters: { layers: 1, heads: 1, width: 8, bias: true } };
  return (run) => ({
    ...{ ...sampleRun, run, length, positions: length, vocabulary: tokenizer.vocabularySize },
    data: mail,
    mix: {
      samples: 15,
      parts: [
        { version: mail, weight: 2 },
        { version: web, weight: 1 },
      ],
    },
    settings: {
      ...{ ...sampleRun.settings, model, objective: { name: objective, parameters: {} }, device: 'cpu' },
      ...{ steps: 9, batch: 2, accumulate: 2, warmupSteps: 1, dropout: 0.1, evaluateEvery: 0, checkpointEvery: 9 },
    },
  });
}

function trained(storage: Storage, run: string, stopAt?: number) {
  const stop = new AbortController();
  return train({
    ...{ storage, run, env: process.env, threads: 1, onPage: () => undefined, signal: stop.signal },
    onProgress: ({ step }) => {
      if (step === stopAt) stop.abort();
    },
  });
}

testWithTensorFlow('a run over a mix that was stopped ends with the same bits', async (_, t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const configOf = await mixedRun(storage, 'causal');
  const weights = [];
  for (const [run, stopAt] of [
    ['whole', undefined],
    ['stopped', 5],
  ] as const) {
    await recordRun(storage, `runs/${run}`, configOf(run));
    if (stopAt !== undefined) {
      await assert.rejects(trained(storage, run, stopAt), { code: 'interrupted' });
      const saved = await readCheckpoint(storage, `runs/${run}`, 'last', () => undefined);
      // Eight batches of 15 samples by two, and two of the next epoch.
      assert.deepEqual(
        [saved?.cursor.format, saved?.cursor.epoch, saved?.cursor.position],
        ['millrace-mix-cursor/1', 1, 4],
      );
    }
    const { resumedFrom } = await trained(storage, run);
    assert.equal(resumedFrom, stopAt ?? 0);
    weights.push((await readCheckpoint(storage, `runs/${run}`, 'last', () => undefined))?.state.weights);
  }
  assert.ok(weights[0] !== undefined);
  assert.deepEqual(weights[1], weights[0]);
});

testWithTensorFlow(
  "a classifier learns the labels of all versions, and is judged on the recipe's own",
  async (_, t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    await recordRun(storage, 'runs/judge', (await mixedRun(storage, 'classify'))('judge'));
    await trained(storage, 'judge');
    const asked = { env: process.env, threads: 1, device: null, against: null, onProgress: () => undefined } as const;
    const told = await evaluateRun({ ...asked, storage, run: 'judge', on: 'holdout', metrics: ['accuracy'] });
    assert.equal(told.samples, 6);
    const saved = await readCheckpoint(storage, 'runs/judge', 'last', () => undefined);
    const shapes = [...(saved?.state.weights.values() ?? [])].map(({ shape }) => shape.join());
    assert.ok(shapes.includes('8,3'), shapes.join(' '));
  },
);
