import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { evaluateRun } from '../../../training/evaluate-run.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { engineEnvironment } from './engine-python.ts';
import { type PlannedRuns, planRuns, trainedHere } from './planned-runs.ts';

const spreads = [
  { engine: 'torchrun', processes: 1 },
  { engine: 'torchrun', processes: 2 },
  { engine: 'torchrun', processes: 2, strategy: 'zero' },
  { engine: 'torchrun', processes: 2, strategy: 'fsdp' },
  { engine: 'accelerate', processes: 2 },
  { engine: 'deepspeed', processes: 2 },
  { engine: 'tf', processes: 1 },
  { engine: 'tf', processes: 2 },
] as const;

/** The largest difference between losses of the same steps. */
function farthest(some: readonly number[], others: readonly number[]): number {
  assert.equal(some.length, others.length);
  return Math.max(...some.map((loss, step) => Math.abs(loss - (others[step] ?? Number.NaN))));
}

async function judged({ storage }: PlannedRuns, run: string): Promise<number> {
  const asked = { storage, env: process.env, threads: 1, device: null, against: null } as const;
  const told = await evaluateRun({ ...asked, run, on: 'holdout', metrics: ['loss'], onProgress: () => undefined });
  return told.metrics['loss'] ?? Number.NaN;
}

/** Trains in one process here and by each engine that there is, and holds what they tell and leave to each other. */
async function compare(t: TestContext, learned: string, engines: readonly (typeof spreads)[number][]): Promise<void> {
  const environments = await Promise.all(engines.map(({ engine }) => engineEnvironment(t, engine)));
  if (environments.every((env) => env === undefined)) return;
  const runs = await planRuns(temporaryFolder(t), learned);
  const { storage, plan } = runs;
  const run = await plan({ engine: 'graph' });
  const here = await trainedHere(storage, run);
  const score = await judged(runs, run);
  assert.ok((here.losses.at(-1) ?? 9) < (here.losses[0] ?? 0), 'it learns');
  for (const [index, settings] of engines.entries()) {
    const env = environments[index];
    if (env === undefined) continue;
    await t.test(JSON.stringify(settings), async () => {
      const run = await plan(settings);
      const there = await trainedHere(storage, run, { env });
      assert.ok(farthest(here.losses, there.losses) < 1e-5, String(farthest(here.losses, there.losses)));
      const validations = [here, there].map(({ rows }) => rows.flatMap(({ validation }) => validation?.['loss'] ?? []));
      assert.ok(farthest(validations[0] ?? [], validations[1] ?? []) < 1e-5);
      assert.deepEqual(
        there.rows.map(({ epoch, tokens }) => [epoch, tokens]),
        here.rows.map(({ epoch, tokens }) => [epoch, tokens]),
      );
      // The checkpoint that Python left is judged by TensorFlow.js.
      assert.ok(Math.abs((await judged(runs, run)) - score) < 1e-5);
    });
  }
}

test('a decoder has the losses of one process here, by each engine and strategy', (t) =>
  compare(t, 'model: gpt, objective: causal', spreads));

test('an encoder that names hidden tokens has them, too: the same tokens are hidden', (t) =>
  compare(t, 'model: bert, objective: masked, maskToken: "<|endoftext|>"', [
    spreads[1],
    spreads[3],
    spreads[4],
    spreads[5],
  ]));

test('frozen weights stay as they are', (t) =>
  compare(t, 'model: gpt, objective: causal, freeze: [wte, h.0]', [spreads[1], spreads[2]]));

test('a run that stopped goes on to the same losses', async (t) => {
  for (const settings of [spreads[1], spreads[2], spreads[3], spreads[4], spreads[5], spreads[7]]) {
    await t.test(JSON.stringify(settings), async (t) => {
      const env = await engineEnvironment(t, settings.engine);
      if (env === undefined) return;
      const { storage, plan } = await planRuns(temporaryFolder(t));
      const whole = await trainedHere(storage, await plan({ engine: 'graph' }));
      const run = await plan(settings);
      const stop = new AbortController();
      const onProgress = ({ step }: { readonly step: number }): void => {
        if (step === 5) stop.abort();
      };
      await assert.rejects(trainedHere(storage, run, { env, signal: stop.signal, onProgress }), {
        code: 'interrupted',
      });
      const again = await trainedHere(storage, run, { env });
      assert.ok(again.result.resumedFrom >= 5, String(again.result.resumedFrom));
      assert.ok(farthest(whole.losses, again.losses) < 1e-5);
    });
  }
});
