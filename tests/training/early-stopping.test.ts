import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import { listCheckpoints } from '../../training/checkpoints/list-checkpoints.ts';
import { requireCheckpoint } from '../../training/checkpoints/require-checkpoint.ts';
import { validationsOf } from '../../training/early-stopping.ts';
import { evaluateRun } from '../../training/evaluate-run.ts';
import { readEvaluation, readEvaluations } from '../../training/evaluation/evaluation.ts';
import type { TokenRunConfig } from '../../training/run-config.ts';
import type { ReportRow } from '../../training/runs/report-rows.ts';
import { recordRun } from '../../training/runs/run-record.ts';
import { readRunResult } from '../../training/runs/run-state.ts';
import { train } from '../../training/train.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { commitSynthetic, labelledDocuments, tokenizer } from '../streaming/synthetic-version.ts';
import { sampleRun } from './runs/sample-run.ts';
import { testWithTensorFlow } from './test-backend.ts';

/** Reports of steps of which every second one was validated. */
function rowsOf(...losses: readonly number[]): ReportRow[] {
  return losses.flatMap((loss, index) => {
    const row = { epoch: 0, loss: 1, gradientNorm: 1, learningRate: 1, tokens: 1 };
    return [
      { step: 2 * index + 1, ...row },
      { step: 2 * index + 2, ...row, validation: { loss } },
    ];
  });
}

test('a run stops after so many validations in a row without a new lowest loss', () => {
  const patient = { patience: 2, minDelta: 0 };
  assert.deepEqual(validationsOf([], patient), { best: undefined, stoppedAt: undefined });
  assert.deepEqual(validationsOf(rowsOf(3, 2, 2.5), patient), { best: { step: 4, loss: 2 }, stoppedAt: undefined });
  assert.deepEqual(validationsOf(rowsOf(3, 2, 2.5, 2), patient), { best: { step: 4, loss: 2 }, stoppedAt: 8 });
  assert.deepEqual(validationsOf(rowsOf(3, 2, 2.5, 1, 2, 2), patient), { best: { step: 8, loss: 1 }, stoppedAt: 12 });
  assert.equal(validationsOf(rowsOf(1, 2), { patience: 1, minDelta: 0 }).stoppedAt, 4);
});

test('a loss that is lower by less than minDelta is the best one, and makes nobody wait longer', () => {
  const losses = [1, 0.95, 0.9, 0.85];
  assert.equal(validationsOf(rowsOf(...losses), { patience: 2, minDelta: 0.2 }).stoppedAt, 6);
  assert.deepEqual(validationsOf(rowsOf(...losses), { patience: 2, minDelta: 0.2 }).best, { step: 6, loss: 0.9 });
  assert.equal(validationsOf(rowsOf(...losses), { patience: 4, minDelta: 0.12 }).best?.step, 8);
  assert.equal(validationsOf(rowsOf(...losses), { patience: 1, minDelta: 0 }).stoppedAt, undefined);
});

test('of a run that prunes, validations count from the step at which it has all its zeros', () => {
  const prune = { sparsity: 0.5, begin: 1, end: 5, every: 2, scope: 'layer' } as const;
  const patient = { patience: 2, minDelta: 0 };
  const rows = rowsOf(0.1, 0.2, 3, 4);
  assert.deepEqual(validationsOf(rows, patient, prune), { best: { step: 6, loss: 3 }, stoppedAt: undefined });
  assert.equal(validationsOf(rowsOf(0.1, 0.2, 3, 4, 5), patient, prune).stoppedAt, 10);
});

const length = 8;

/** A store with the run of a tiny model that soon learns no more of what it is judged on. */
async function overfittingRun(storage: Storage, run: string, holdout = 6): Promise<TokenRunConfig> {
  const { sha256 } = await commitSynthetic(storage, {
    ...{ dataset: 'mail', sequences: [8], length },
    documents: [labelledDocuments(6, ['spam', 'ham'])],
    holdoutDocuments: labelledDocuments(holdout, ['ham', 'spam'], 50),
  });
  const model = { name: 'gpt', parameters: { layers: 1, heads: 1, width: 8, bias: true } };
  const config = {
    ...{ ...sampleRun, run, length, positions: length, vocabulary: tokenizer.vocabularySize },
    data: { dataset: 'mail', version: 1, manifestSha256: sha256 },
    settings: {
      ...{ ...sampleRun.settings, model, objective: { name: 'classify', parameters: {} }, device: 'cpu' as const },
      ...{ steps: 200, batch: 6, warmupSteps: 1, learningRate: 2e-2, minLearningRate: 2e-2, dropout: 0.1 },
      ...{ evaluateEvery: 3, checkpointEvery: 100, earlyStopping: { patience: 2, minDelta: 0 } },
    },
  };
  await recordRun(storage, `runs/${run}`, config);
  return config;
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

testWithTensorFlow('a run ends early with its best checkpoint, also when it was stopped before', async (_, t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  await overfittingRun(storage, 'whole');
  const whole = await trained(storage, 'whole');
  const { best, steps, stopped } = whole;
  assert.ok(best !== undefined && steps < 200 && best.step === steps - 6, `${best?.step} of ${steps}`);
  assert.deepEqual(stopped, { reason: 'early', of: 200 });
  assert.ok(whole.page.includes('Stopped early'), whole.page.slice(0, 300));
  for (const key of [best.checkpoint, whole.checkpoint]) assert.ok(await storage.size(`${key}/checkpoint.json`), key);
  assert.ok(whole.checkpoint.endsWith(String(steps)));

  const judged = { storage, run: 'whole', on: 'holdout', metrics: ['loss'], against: null, device: null } as const;
  const asked = { ...judged, env: process.env, threads: 1, onProgress: () => undefined };
  const { step, checkpoint, metrics } = await evaluateRun(asked);
  assert.deepEqual([step, checkpoint], [best.step, 'best']);
  assert.ok(Math.abs((metrics['loss'] ?? 0) - best.loss) < 1e-6, `${metrics['loss']}, and ${best.loss}`);
  const stored = await readEvaluation(storage, 'runs/whole');
  assert.deepEqual([stored.step, stored.checkpoint], [best.step, 'best']);
  const last = await evaluateRun({ ...asked, checkpoint: 'last' });
  assert.deepEqual([last.step, last.checkpoint], [steps, 'last']);
  const kept = await readEvaluations(storage, 'runs/whole');
  assert.deepEqual(
    kept.map((each) => each.step),
    [best.step, steps],
  );
  const page = (await readRunResult(storage, 'runs/whole'))?.page ?? '';
  for (const each of [`best, step ${best.step}`, `last, step ${steps}`]) assert.ok(page.includes(each), each);
  assert.ok(Math.abs((last.metrics['loss'] ?? 0) - (whole.validationLoss ?? 0)) < 1e-6);
  assert.ok((last.metrics['loss'] ?? 0) > (metrics['loss'] ?? 0));

  await recordRun(storage, 'runs/parts', { ...(await overfittingRun(storage, 'other')), run: 'parts' });
  await assert.rejects(trained(storage, 'parts', steps - 2), { code: 'interrupted' });
  const parts = await trained(storage, 'parts');
  assert.deepEqual([parts.steps, parts.best?.step, parts.stopped], [steps, best.step, stopped]);
  for (const file of ['metrics.jsonl', `checkpoints/${String(steps).padStart(8, '0')}/weights.safetensors`]) {
    assert.deepEqual(await storage.get(`runs/parts/${file}`), await storage.get(`runs/whole/${file}`), file);
  }

  // Killed between its last checkpoint and its result: nothing more is trained.
  await storage.delete('runs/parts/result.json');
  const again = await trained(storage, 'parts');
  assert.deepEqual([again.steps, again.resumedFrom, again.stopped], [steps, steps, stopped]);
});

testWithTensorFlow('a run that is to stop early needs documents that it is judged on', async (_, t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  await overfittingRun(storage, 'blind', 0);
  await assert.rejects(trained(storage, 'blind'), { code: 'no-holdout', kind: 'usage' });
});

testWithTensorFlow('the best weights of a run that prunes have their zeros', async (_, t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const config = await overfittingRun(storage, 'dense');
  const { earlyStopping: _early, ...settings } = config.settings;
  const prune = { sparsity: 0.9, begin: 3, end: 40, every: 1, scope: 'layer' } as const;
  const sparse = { ...settings, prune, steps: 44, evaluateEvery: 4, checkpointEvery: 4, keepCheckpoints: 20 };
  await recordRun(storage, 'runs/sparse', { ...config, run: 'sparse', settings: sparse });
  await trained(storage, 'sparse');
  const kept = await listCheckpoints(storage, 'runs/sparse');
  assert.deepEqual(
    kept.filter(({ validationLoss }) => validationLoss !== null).map(({ step }) => step),
    [40, 44],
  );
  const best = await requireCheckpoint(storage, 'sparse', 'best', 'none');
  const matrix = best.state.weights.get('h.0.mlp.c_fc.weight')?.data ?? assert.fail('no such weight');
  const zeros = Array.from(matrix).filter((value) => value === 0).length;
  assert.ok(zeros / matrix.length > 0.85, `${zeros} of ${matrix.length}`);
});
