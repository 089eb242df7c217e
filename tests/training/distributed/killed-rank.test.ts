import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { millraceOutput, startMillrace } from '../../journeys/build-command.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { engineEnvironment } from './engine-python.ts';
import { planRuns, trainedHere } from './planned-runs.ts';

/** Ranks that train a job of a store, by what the kernel says of their command lines. */
function ranksOf(store: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
        return (
          words.includes('millrace_train') &&
          words.some((word) => word.startsWith(store)) &&
          !words.includes('torch.distributed.run')
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}

test('kill -9 of one rank: the activity goes on from the checkpoint, to the same losses', async (t) => {
  const env = await engineEnvironment(t, 'torchrun');
  if (env === undefined) return;
  const { storage, recipe, plan } = await planRuns(temporaryFolder(t));
  const store = storage.location;
  const calm = await trainedHere(storage, await plan({ engine: 'graph', steps: 400, checkpointEvery: 20 }));
  const sets = ['--set', 'train.0.steps=400', '--set', 'train.0.checkpointEvery=20'];
  const flags = ['--engine', 'torchrun', '--processes', '2', '--threads', '2', '--json'];
  const running = startMillrace(['train', recipe, '--store', store, ...sets, ...flags], env);
  const run = await plan({ engine: 'torchrun', processes: 2, steps: 400, checkpointEvery: 20 });
  const saved = join(store, 'runs', run, 'checkpoints', '00000020', 'checkpoint.json');
  while (!existsSync(saved) && running.child.exitCode === null) await pause(5);
  const [rank] = ranksOf(store);
  assert.ok(rank !== undefined, 'the run ended before it could be disturbed');
  process.kill(rank, 'SIGKILL');
  const { code, stdout, stderr } = await running.ended;
  assert.equal(code, 0, stderr);
  const told = JSON.parse(stdout) as { run: string; resumedFrom: number; loss: number };
  assert.equal(told.run, run);
  assert.ok(told.resumedFrom >= 20, String(told.resumedFrom));
  assert.ok(Math.abs(told.loss - calm.result.loss) < 1e-3, `${told.loss} ${calm.result.loss}`);
  assert.deepEqual(ranksOf(store), []);
  // Steps and samples stay joined: a step's samples are those of the order, whoever trained it.
  const why = await millraceOutput(['why', '--run', run, '--step', '3', '--store', store, '--json']);
  assert.equal(why.code, 0, why.stderr);
  assert.equal((JSON.parse(why.stdout) as { samples: unknown[] }).samples.length, 12);
});
