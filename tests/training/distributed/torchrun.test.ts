import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateRun } from '../../../training/evaluate-run.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { torchPython } from '../../torch-python.ts';
import { planRuns, trainedHere } from './planned-runs.ts';

/** The largest difference between losses of the same steps. */
function farthest(some: readonly number[], others: readonly number[]): number {
  assert.equal(some.length, others.length);
  return Math.max(...some.map((loss, step) => Math.abs(loss - (others[step] ?? Number.NaN))));
}

test('torchrun, with one process and with two, by each strategy, has the losses of one process here', async (t) => {
  const python = await torchPython(t);
  if (python === undefined) return;
  const env = { ...process.env, MILLRACE_PYTHON: python };
  const { storage, plan } = await planRuns(temporaryFolder(t));
  const asked = { storage, env, threads: 1, device: null, against: null, onProgress: () => undefined } as const;
  const judged = async (run: string) =>
    (await evaluateRun({ ...asked, run, on: 'holdout', metrics: ['loss'] })).metrics['loss'] ?? Number.NaN;
  const run = await plan({ engine: 'graph' });
  const here = await trainedHere(storage, run);
  const score = await judged(run);
  assert.ok((here.losses.at(-1) ?? 9) < (here.losses[0] ?? 0) - 0.5, 'it learns');
  for (const settings of [
    { engine: 'torchrun', processes: 1 },
    { engine: 'torchrun', processes: 2 },
    { engine: 'torchrun', processes: 2, strategy: 'zero' },
    { engine: 'torchrun', processes: 2, strategy: 'fsdp' },
  ]) {
    await t.test(JSON.stringify(settings), async () => {
      const run = await plan(settings);
      const there = await trainedHere(storage, run, { env });
      assert.ok(farthest(here.losses, there.losses) < 1e-5);
      const validations = [here, there].map(({ rows }) => rows.flatMap(({ validation }) => validation?.['loss'] ?? []));
      assert.ok(farthest(validations[0] ?? [], validations[1] ?? []) < 1e-5);
      assert.deepEqual(
        there.rows.map(({ epoch, tokens }) => [epoch, tokens]),
        here.rows.map(({ epoch, tokens }) => [epoch, tokens]),
      );
      // The checkpoint that Python left is judged by TensorFlow.js.
      assert.ok(Math.abs((await judged(run)) - score) < 1e-5);
    });
  }
});

test('a run that stopped goes on to the same losses, by each strategy', async (t) => {
  const python = await torchPython(t);
  if (python === undefined) return;
  const env = { ...process.env, MILLRACE_PYTHON: python };
  const { storage, plan } = await planRuns(temporaryFolder(t));
  const whole = await trainedHere(storage, await plan({ engine: 'graph' }));
  for (const strategy of ['ddp', 'zero', 'fsdp']) {
    await t.test(strategy, async () => {
      const run = await plan({ engine: 'torchrun', processes: 2, strategy });
      const stop = new AbortController();
      const onProgress = ({ step }: { step: number }): void => {
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
