import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { checkpointFolder } from '../../../training/checkpoints/checkpoint.ts';
import { readCheckpoint } from '../../../training/checkpoints/read-checkpoint.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { sampleCheckpoint } from './sample-checkpoint.ts';

const kills = 12;

/** Waits until the weights of a step are there, or those of the one after: the rest of it is being written then. */
async function weightsOf(folder: string, step: number): Promise<void> {
  const of = (each: number) => `${folder}/${checkpointFolder('runs/a', each)}weights.safetensors`;
  while (!existsSync(of(step)) && !existsSync(of(step + 1))) await setTimeout(1);
}

test('kill -9 at any moment of writing and pruning leaves the newest checkpoint that was reported, or a newer one', async (t) => {
  const folder = temporaryFolder(t);
  const storage = openLocalFolder(folder);
  let newest = 0;
  let cutShort = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const program = new URL('./checkpoint-writer.js', import.meta.url).pathname;
    const child = spawn(process.execPath, [program, folder, String(newest + 1)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    const rest = text(child.stdout);
    if (kill % 2 === 0) await setTimeout(7 * kill);
    else await weightsOf(folder, Number(String(first).trim().split('\n').at(-1)) + 1);
    child.kill('SIGKILL');
    const reported = Number(`${first}${await rest}`.trim().split('\n').at(-1));
    await closed;
    const checkpoint = await readCheckpoint(storage, 'runs/a', 'last', () => {
      cutShort += 1;
    });
    assert.ok(checkpoint !== undefined && checkpoint.step >= reported, `${checkpoint?.step} after ${reported}`);
    assert.deepEqual(checkpoint, sampleCheckpoint(checkpoint.step, 200_000));
    newest = checkpoint.step;
  }
  t.diagnostic(`${cutShort} of ${kills} kills left a checkpoint cut short`);
  assert.ok(cutShort > 0, 'no kill met a write');
});
