import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCheckpoint } from '../../training/checkpoints/read-checkpoint.ts';
import { evaluateRun } from '../../training/evaluate-run.ts';
import { readEvaluation } from '../../training/evaluation/evaluation.ts';
import { readRunVersion } from '../../training/open-run.ts';
import { openRunStream } from '../../training/open-run-stream.ts';
import { recordRun } from '../../training/runs/run-record.ts';
import { configOf, side, storeOf, trained } from './shaded-images.ts';
import { testWithTensorFlow } from './test-backend.ts';

testWithTensorFlow('images are told apart, those without a label count for nothing', async (_, t) => {
  const { storage, manifestSha256 } = await storeOf(t, 15);
  await recordRun(storage, 'runs/told', configOf('told', manifestSha256, 30, {}));
  const result = await trained(storage, 'told');
  // 12 of the 15 have a label: batches of 5, 5 and 2.
  assert.deepEqual([result.unit, result.tokens], ['images', 10 * 12]);
  const judged = { env: process.env, threads: 1, device: null, against: null, onProgress: () => undefined } as const;
  const told = await evaluateRun({ ...judged, storage, run: 'told', on: 'holdout', metrics: ['accuracy', 'macroF1'] });
  assert.deepEqual([told.samples, told.metrics], [12, { accuracy: 1, macroF1: 1 }]);
  const { confusion } = await readEvaluation(storage, 'runs/told');
  assert.deepEqual(confusion, {
    classes: ['bright', 'dark'],
    counts: [
      [6, 0],
      [0, 6],
    ],
  });
});

testWithTensorFlow('a run that was stopped in the middle of an epoch ends with the same bits', async (_, t) => {
  const { storage, manifestSha256 } = await storeOf(t, 0);
  const augment = [
    { name: 'random-crop', parameters: { size: side, padding: 2, fill: 0 } },
    { name: 'random-horizontal-flip', parameters: { p: 0.5 } },
    { name: 'mix-up', parameters: { alpha: 0.4 } },
    { name: 'cut-mix', parameters: { alpha: 1 } },
  ];
  const weights = [];
  for (const [run, stopAt] of [
    ['whole', undefined],
    ['stopped', 4],
  ] as const) {
    const config = configOf(run, manifestSha256, 9, { augment });
    await recordRun(storage, `runs/${run}`, {
      ...config,
      settings: { ...config.settings, dropout: 0.1, accumulate: 2, batch: 4 },
    });
    if (stopAt !== undefined) await assert.rejects(trained(storage, run, stopAt), { code: 'interrupted' });
    const { resumedFrom } = await trained(storage, run);
    assert.equal(resumedFrom, stopAt ?? 0);
    weights.push((await readCheckpoint(storage, `runs/${run}`, 'last', () => undefined))?.state.weights);
  }
  assert.ok(weights[0] !== undefined);
  assert.deepEqual(weights[1], weights[0]);
});

test('a run on images is not judged against naive Bayes, which compares words', async (t) => {
  const { storage, manifestSha256 } = await storeOf(t, 5);
  await recordRun(storage, 'runs/told', configOf('told', manifestSha256, 30, {}));
  const judged = { env: process.env, threads: 1, device: null, metrics: [], onProgress: () => undefined } as const;
  const ask = { ...judged, storage, run: 'told', on: 'holdout' } as const;
  await assert.rejects(evaluateRun({ ...ask, against: 'naive-bayes' }), {
    code: 'bad-metric',
    kind: 'usage',
    message: 'naive Bayes compares words, and run told reads images',
  });
  await assert.rejects(evaluateRun({ ...ask, against: null }), { code: 'no-checkpoint' });
});

test('a run may learn with more threads than a stream reads images with', async (t) => {
  const { storage, manifestSha256 } = await storeOf(t, 0);
  const config = configOf('told', manifestSha256, 30, {});
  const version = await readRunVersion(storage, config);
  const { stream } = await openRunStream({ storage, version, config, threads: 300 }, 'train', 'training');
  await stream.close();
});
