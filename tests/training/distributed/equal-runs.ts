import assert from 'node:assert/strict';
import type { Storage } from '../../../storage/storage.ts';
import { evaluateRun } from '../../../training/evaluate-run.ts';
import type { trainedHere } from './planned-runs.ts';

type Trained = Awaited<ReturnType<typeof trainedHere>>;

/** The largest difference between losses of the same steps. */
export function farthest(some: readonly number[], others: readonly number[]): number {
  assert.equal(some.length, others.length);
  return Math.max(...some.map((loss, step) => Math.abs(loss - (others[step] ?? Number.NaN))));
}

/** Holds two runs to the same steps: losses and validations within 10⁻⁵, the same epochs and counts of tokens. */
export function holdEqual(here: Trained, there: Trained): void {
  assert.ok(farthest(here.losses, there.losses) < 1e-5, String(farthest(here.losses, there.losses)));
  const validations = [here, there].map(({ rows }) => rows.flatMap(({ validation }) => validation?.['loss'] ?? []));
  assert.ok((validations[0] ?? []).length > 0, 'there are validations');
  assert.ok(farthest(validations[0] ?? [], validations[1] ?? []) < 1e-5);
  assert.deepEqual(
    there.rows.map(({ epoch, tokens }) => [epoch, tokens]),
    here.rows.map(({ epoch, tokens }) => [epoch, tokens]),
  );
}

/** The loss of a run's best weights on the holdout split, by TensorFlow.js. */
export async function judgedLoss(storage: Storage, run: string): Promise<number> {
  const asked = { storage, env: process.env, threads: 1, device: null, against: null } as const;
  const told = await evaluateRun({ ...asked, run, on: 'holdout', metrics: ['loss'], onProgress: () => undefined });
  return told.metrics['loss'] ?? Number.NaN;
}
