import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { decodeSafetensors } from '../../training/checkpoints/safetensors.ts';
import { writeCheckpoint } from '../../training/checkpoints/write-checkpoint.ts';
import { recordRun } from '../../training/runs/run-record.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { sampleCheckpoint } from '../training/checkpoints/sample-checkpoint.ts';
import { sampleRun } from '../training/runs/sample-run.ts';
import { millrace } from './command.ts';

test('export-model', async (t) => {
  const folder = temporaryFolder(t);
  const store = join(folder, 'store');
  const storage = openLocalFolder(store);
  const { run } = sampleRun;
  await recordRun(storage, `runs/${run}`, sampleRun);
  for (const [step, loss] of [
    [10, 0.5],
    [20, 0.75],
  ] as const) {
    await writeCheckpoint(storage, `runs/${run}`, sampleCheckpoint(step, 6, loss));
  }
  const exported = (...words: readonly string[]) =>
    millrace(['export-model', 'mail-spam', '--to', 'safetensors', ...words, '--store', store]);

  await t.test('writes the best weights, or the last, and says on stdout what it wrote', async () => {
    for (const [words, step] of [
      [[], 10],
      [['--checkpoint', 'last'], 20],
    ] as const) {
      const path = join(folder, `${step}.safetensors`);
      const { code, out, err } = await exported(...words, path, '--json');
      assert.equal(code, 0, err);
      const bytes = readFileSync(path);
      assert.deepEqual(JSON.parse(out), {
        ...{ run, step, format: 'safetensors', out: path, files: 1, bytes: bytes.length, parameters: 12, notes: [] },
      });
      const { tensors, metadata } = decodeSafetensors(bytes, path);
      assert.deepEqual(tensors, new Map([...sampleCheckpoint(step).state.weights].sort()));
      assert.deepEqual(metadata, { format: 'pt', run, step: String(step), model: 'gpt', objective: 'classify' });
      assert.match(err, new RegExp(`12 weights of ${run} after step ${step} are in .*${step}.safetensors`));
    }
  });

  await t.test('never replaces a file, and leaves nothing beside it', async () => {
    const path = join(folder, '10.safetensors');
    const before = readFileSync(path);
    const { code, err } = await exported('--checkpoint', 'last', path);
    assert.equal(code, 2);
    assert.match(err, /expected a file that is not there yet, found one/);
    assert.deepEqual(readFileSync(path), before);
    assert.equal(existsSync(`${path}.partial`), false);
  });

  await t.test('of a run without a checkpoint is an error that says what to do', async () => {
    await recordRun(storage, 'runs/new-run', { ...sampleRun, run: 'new-run' });
    const { code, err } = await millrace([
      ...['export-model', 'new-run', '--to', 'safetensors', join(folder, 'none'), '--store', store],
    ]);
    assert.equal(code, 1);
    assert.match(err, /run new-run has no checkpoint to export[\s\S]*train it first/);
  });
});
