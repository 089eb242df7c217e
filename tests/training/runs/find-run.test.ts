import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { writeCheckpoint } from '../../../training/checkpoints/write-checkpoint.ts';
import { findRun } from '../../../training/runs/find-run.ts';
import { recordRun } from '../../../training/runs/run-record.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { sampleCheckpoint } from '../checkpoints/sample-checkpoint.ts';
import { sampleRun } from './sample-run.ts';

test('a run is found by its name or by as much of it as is its alone', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  await assert.rejects(findRun(storage, 'mail'), { code: 'run-not-found', hint: 'the store has none yet' });
  for (const run of ['mail-spam-11', 'mail-spam-1', 'mail-pretrain-2']) {
    await recordRun(storage, `runs/${run}`, { ...sampleRun, run });
  }
  assert.equal(await findRun(storage, 'mail-p'), 'mail-pretrain-2');
  assert.equal(await findRun(storage, 'mail-spam-11'), 'mail-spam-11');
  // A whole name counts, also where another run's begins with it.
  assert.equal(await findRun(storage, 'mail-spam-1'), 'mail-spam-1');
  await assert.rejects(findRun(storage, 'mail-s'), {
    code: 'run-not-found',
    kind: 'usage',
    message: '2 runs begin with mail-s',
    hint: 'runs: mail-spam-1, mail-spam-11',
  });
  await assert.rejects(findRun(storage, 'web'), {
    message: 'there is no run web',
    hint: 'runs: mail-pretrain-2, mail-spam-1, mail-spam-11',
  });
});

test('of several runs the one that was trained is meant', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  for (const run of ['mail-spam-1', 'mail-spam-2', 'mail-spam-3']) {
    await recordRun(storage, `runs/${run}`, { ...sampleRun, run });
  }
  await assert.rejects(findRun(storage, 'mail'), { message: '3 runs begin with mail' });
  await writeCheckpoint(storage, 'runs/mail-spam-2', sampleCheckpoint(10, 6, null));
  assert.equal(await findRun(storage, 'mail'), 'mail-spam-2');
  assert.equal(await findRun(storage, 'mail-spam-3'), 'mail-spam-3');
  await writeCheckpoint(storage, 'runs/mail-spam-3', sampleCheckpoint(10, 6, null));
  await assert.rejects(findRun(storage, 'mail'), { hint: 'runs: mail-spam-2, mail-spam-3' });
});

test('what lies beside the runs is none of them', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  await storage.put('runs/.pretrained/aa/weights.safetensors', new Uint8Array(1));
  for (const name of ['.pre', '.pretrained', '']) {
    await assert.rejects(findRun(storage, name), { code: 'run-not-found', hint: 'the store has none yet' }, name);
  }
});

test('a name is no path out of the store', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  await recordRun(storage, 'runs/mail-1', { ...sampleRun, run: 'mail-1' });
  for (const name of ['..', '../runs', 'mail-1/', '.', 'mail-1/checkpoints']) {
    await assert.rejects(findRun(storage, name), { code: 'run-not-found' }, name);
  }
});
