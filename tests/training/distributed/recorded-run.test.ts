import assert from 'node:assert/strict';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../../storage/package-root.ts';
import { readCheckpoint } from '../../../training/checkpoints/read-checkpoint.ts';
import { initialWeight } from '../../../training/initial-weights.ts';
import { runState } from '../../../training/runs/run-state.ts';
import { startMillrace } from '../../journeys/build-command.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { type PlannedRuns, planRuns, trainedHere } from './planned-runs.ts';

const settings = { engine: 'torchrun', processes: 2, steps: 6, checkpointEvery: 3, evaluateEvery: 3 };
const losses = [
  5.7020622253417965, 5.64267957778204, 5.580341932508681, 5.535454474555122, 5.518724483913846, 5.511190670972679,
];

/** An environment whose Python is the recorded launcher. */
function playing(folder: string, act: string): NodeJS.ProcessEnv {
  const python = join(folder, `python-${act}`);
  const script = fileURLToPath(new URL('dist/tests/training/distributed/recorded-launcher.js', packageRoot));
  writeFileSync(python, `#!/bin/sh\nexec "${process.execPath}" "${script}" ${act} "$@"\n`);
  chmodSync(python, 0o755);
  return { ...process.env, MILLRACE_PYTHON: python };
}

async function planned(t: TestContext): Promise<PlannedRuns & { readonly folder: string; readonly run: string }> {
  const folder = temporaryFolder(t);
  const runs = await planRuns(folder);
  return { ...runs, folder, run: await runs.plan(settings) };
}

function newest({ storage }: PlannedRuns, run: string) {
  return readCheckpoint(storage, `runs/${run}`, 'last', () => undefined);
}

test('what processes tell becomes the log, checkpoints and result of a run', async (t) => {
  const runs = await planned(t);
  const { storage, folder, run } = runs;
  const notes: string[] = [];
  const told = await trainedHere(storage, run, {
    env: playing(folder, 'plays'),
    onProgress: ({ backend, note }) => notes.push(note === '' ? (backend ?? '') : note),
  });
  assert.deepEqual(told.losses, losses);
  assert.deepEqual(
    told.rows.map(({ tokens }) => tokens),
    [192, 372, 564, 756, 948, 1131],
  );
  assert.deepEqual(told.rows[2]?.validation, { loss: 5.5377251802741805 });
  assert.ok(notes.includes('starting 2 processes with torchrun'), notes.join());
  assert.ok(notes.some((note) => note.startsWith('pytorch 2.15.0+cu132 on cpu')));
  const { result } = told;
  assert.deepEqual(
    [result.steps, result.resumedFrom, result.validationLoss, result.tokens, result.backend, result.device],
    [6, 0, 5.49810518330041, 1131, 'pytorch 2.15.0+cu132', 'cpu'],
  );
  const saved = await newest(runs, run);
  assert.deepEqual([saved?.step, saved?.counters['tokens'], saved?.cursor.position], [6, 1131, 72]);
  assert.deepEqual([saved?.identity['processes'], saved?.identity['strategy']], [2, 'ddp']);
  assert.equal(
    result.parameters,
    [...(saved?.state.weights.values() ?? [])].reduce((sum, { data }) => sum + data.length, 0),
  );
  // The job began with this run's own first weights.
  const name = 'h.1.mlp.c_fc.weight';
  const initial = { kind: 'normal', deviation: 0.02 } as const;
  assert.deepEqual(saved?.state.weights.get(name), initialWeight({ name, shape: [16, 64], initial, decays: true }, 5));
  assert.ok(!existsSync(join(storage.location, 'runs', run, 'job')), 'the job is gone');
});

test('when processes die the next attempt goes on from their checkpoint', async (t) => {
  const runs = await planned(t);
  const { storage, folder, run } = runs;
  await assert.rejects(trainedHere(storage, run, { env: playing(folder, 'dies') }), {
    name: 'ProcessesDied',
    message: 'exit 1: RuntimeError: a card fell off the bus',
  });
  assert.deepEqual(await runState(storage, run), { kind: 'unfinished', step: 3 });
  const again = await trainedHere(storage, run, { env: playing(folder, 'plays') });
  assert.equal(again.result.resumedFrom, 3);
  assert.deepEqual(again.losses, losses);
  assert.equal(again.result.tokens, 1131);
});

test('a run that is stopped leaves a checkpoint of that very step', async (t) => {
  const runs = await planned(t);
  const { storage, folder, run } = runs;
  const stop = new AbortController();
  const stopped = trainedHere(storage, run, {
    env: playing(folder, 'waits'),
    signal: stop.signal,
    onProgress: ({ step }) => {
      if (step === 4) stop.abort();
    },
  });
  await assert.rejects(stopped, { code: 'interrupted' });
  assert.equal((await newest(runs, run))?.step, 4);
});

test('the command line: a run in Python is a workflow like any other, and dies and goes on as one', async (t) => {
  const { recipe, storage, folder } = await planned(t);
  const flags = ['--engine', 'torchrun', '--processes', '2', '--set', 'train.0.steps=6'];
  const every = ['--set', 'train.0.checkpointEvery=3', '--set', 'train.0.evaluateEvery=3'];
  const words = ['train', recipe, '--store', storage.location, '--threads', '1', '--json', ...flags, ...every];
  const { code, stdout, stderr } = await startMillrace(words, playing(folder, 'dies')).ended;
  // It dies after each checkpoint: after that of step 3, and again after that of step 6, when nothing is left to do.
  assert.equal(code, 0, stderr);
  const { run, resumedFrom, loss } = JSON.parse(stdout) as { run: string; resumedFrom: number; loss: number };
  assert.deepEqual([resumedFrom, loss], [6, losses.at(-1)]);
  assert.deepEqual((await runState(storage, run)).kind, 'finished');
});

test('Python that is missing is one error before any work', async (t) => {
  const { recipe, storage } = await planned(t);
  const words = ['train', recipe, '--store', storage.location, '--engine', 'torchrun', '--json'];
  const { code, stdout } = await startMillrace(words, { ...process.env, MILLRACE_PYTHON: '/absent/python' }).ended;
  const { error } = JSON.parse(stdout) as { error: { code: string; message: string; hint: string } };
  assert.deepEqual([code, error.code], [2, 'no-python']);
  assert.match(error.message, /the engine torchrun cannot run: \/absent\/python does not run/);
  assert.match(error.hint, /python3 -m pip install numpy pyarrow torch, or set MILLRACE_PYTHON/);
});
