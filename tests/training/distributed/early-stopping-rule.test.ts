import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { randomUint32 } from '../../../core/seeded-random.ts';
import { packageRoot } from '../../../storage/package-root.ts';
import { validationsOf } from '../../../training/early-stopping.ts';

const rule = fileURLToPath(new URL('python/millrace_train/early_stopping.py', packageRoot));
const script = `
import json, runpy, sys
EarlyStopping = runpy.run_path(sys.argv[1])["EarlyStopping"]
ends = []
for run in json.load(sys.stdin):
    stands = EarlyStopping(run["settings"], run["losses"])
    ends.append([stands.best_step, stands.stopped])
print(json.dumps(ends))
`;

const emptyRow = { epoch: 0, loss: 0, gradientNorm: 0, learningRate: 0, tokens: 0 };

test('Python’s rule of when a run ends, and which weights are its best, is the one here', () => {
  const runs = Array.from({ length: 400 }, (_, run) => ({
    settings: { patience: 1 + (run % 4), minDelta: (run % 3) * 0.2 },
    losses: Array.from({ length: run % 13 }, (_, place): [number, number] => [
      4 * (place + 1),
      (randomUint32(run, place) % 20) / 10,
    ]),
  }));
  const output = execFileSync('python3', ['-c', script, rule], { input: JSON.stringify(runs), encoding: 'utf8' });
  const here = runs.map(({ settings, losses }) => {
    const rows = losses.map(([step, loss]) => ({ ...emptyRow, step, validation: { loss } }));
    const { best, stoppedAt } = validationsOf(rows, settings);
    return [best?.step ?? null, stoppedAt !== undefined];
  });
  assert.deepEqual(JSON.parse(output), here);
  const ends = here.filter(([, stopped]) => stopped);
  assert.ok(ends.length > 50 && ends.length < 350, `${ends.length} of ${here.length} end early`);
});
