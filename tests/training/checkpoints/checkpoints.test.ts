import assert from 'node:assert/strict';
import { truncate } from 'node:fs/promises';
import { type TestContext, test } from 'node:test';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import type { Storage } from '../../../storage/storage.ts';
import { listCheckpoints } from '../../../training/checkpoints/list-checkpoints.ts';
import { pruneCheckpoints } from '../../../training/checkpoints/prune-checkpoints.ts';
import { readCheckpoint, type SkippedCheckpoint } from '../../../training/checkpoints/read-checkpoint.ts';
import { writeCheckpoint } from '../../../training/checkpoints/write-checkpoint.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { sampleCheckpoint } from './sample-checkpoint.ts';

const run = 'runs/spam';
const unexpected = ({ step, reason }: SkippedCheckpoint) => assert.fail(`step ${step} was skipped: ${reason.message}`);

/** A store with checkpoints of these steps and validation losses. */
async function storeWith(
  t: TestContext,
  losses: Readonly<Record<number, number | null>>,
): Promise<{ storage: Storage; folder: string }> {
  const folder = temporaryFolder(t);
  const storage = openLocalFolder(folder);
  for (const [step, loss] of Object.entries(losses)) {
    await writeCheckpoint(storage, run, sampleCheckpoint(Number(step), 6, loss));
  }
  return { storage, folder: `${folder}/${run}/checkpoints` };
}

async function readStep(storage: Storage, which: number | 'last' | 'best', skipped: number[] = []) {
  const checkpoint = await readCheckpoint(storage, run, which, ({ step, reason }) => {
    assert.match(reason.code, /^bad-checkpoint$|^not-found$/);
    skipped.push(step);
  });
  return checkpoint?.step;
}

async function flipBit(storage: Storage, key: string, place: number): Promise<void> {
  const bytes = (await storage.get(key)).slice();
  const at = place < 0 ? bytes.length + place : place;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await storage.put(key, bytes);
}

test('a checkpoint comes back as it was, in files of fixed names', async (t) => {
  const { storage } = await storeWith(t, { 20: 1.5 });
  assert.deepEqual(await readCheckpoint(storage, run, 'last', unexpected), sampleCheckpoint(20, 6, 1.5));
  const keys = (await storage.list('')).map(({ key }) => key);
  assert.deepEqual(
    keys,
    ['checkpoint.json', 'optimizer.safetensors', 'weights.safetensors'].map(
      (name) => `runs/spam/checkpoints/00000020/${name}`,
    ),
  );
  const first = await storage.get(keys[0] ?? '');
  await writeCheckpoint(storage, run, sampleCheckpoint(20, 6, 1.5));
  assert.deepEqual(await storage.get(keys[0] ?? ''), first);
});

test('newest, best and a step are found; none is undefined', async (t) => {
  const { storage } = await storeWith(t, { 10: 2, 20: 1, 30: 1, 40: null, 123456789: 3 });
  assert.equal(await readStep(storage, 'last'), 123456789);
  assert.equal(await readStep(storage, 'best'), 20);
  assert.equal(await readStep(storage, 40), 40);
  assert.equal(await readStep(storage, 50), undefined);
  const empty = await storeWith(t, {});
  assert.equal(await readStep(empty.storage, 'last'), undefined);
  const unmeasured = await storeWith(t, { 10: null, 20: null });
  assert.equal(await readStep(unmeasured.storage, 'best'), 20);
});

test('whatever is damaged or missing, the one before is read', async (t) => {
  const damages: [string, (storage: Storage, folder: string) => Promise<void>][] = [
    ['no record', (storage) => storage.delete(`${run}/checkpoints/00000030/checkpoint.json`)],
    ['no weights', (storage) => storage.delete(`${run}/checkpoints/00000030/weights.safetensors`)],
    ['short weights', (_, folder) => truncate(`${folder}/00000030/weights.safetensors`, 100)],
    ['short record', (_, folder) => truncate(`${folder}/00000030/checkpoint.json`, 100)],
    ['a record of nothing', (storage) => storage.put(`${run}/checkpoints/00000030/checkpoint.json`, Buffer.from('{}'))],
    ...['weights.safetensors', 'optimizer.safetensors'].flatMap((name) =>
      [0, 20, -1].map((place): (typeof damages)[number] => [
        `bit ${place} of ${name}`,
        (storage) => flipBit(storage, `${run}/checkpoints/00000030/${name}`, place),
      ]),
    ),
  ];
  for (const [name, damage] of damages) {
    const { storage, folder } = await storeWith(t, { 10: 3, 20: 2, 30: 1 });
    await damage(storage, folder);
    for (const which of ['last', 'best'] as const) {
      const skipped: number[] = [];
      assert.equal(await readStep(storage, which, skipped), 20, name);
      if (which === 'last') assert.deepEqual(skipped, [30], name);
    }
    assert.equal(await readStep(storage, 30), undefined, name);
  }
});

test('a record of one step in the folder of another is no checkpoint', async (t) => {
  const { storage } = await storeWith(t, { 10: null, 20: null });
  for (const name of ['checkpoint.json', 'weights.safetensors', 'optimizer.safetensors']) {
    await storage.put(`${run}/checkpoints/00000020/${name}`, await storage.get(`${run}/checkpoints/00000010/${name}`));
  }
  const skipped: number[] = [];
  assert.equal(await readStep(storage, 'last', skipped), 10);
  assert.deepEqual(skipped, [20]);
});

test('pruning keeps the newest and the best, and clears what is no checkpoint', async (t) => {
  const { storage } = await storeWith(t, { 10: 2, 20: 1, 30: 4, 40: 3, 50: null });
  await storage.delete(`${run}/checkpoints/00000050/checkpoint.json`);
  assert.deepEqual(await pruneCheckpoints(storage, run, 1), [10, 30, 50]);
  assert.deepEqual(
    (await listCheckpoints(storage, run)).map(({ step }) => step),
    [20, 40],
  );
  assert.equal(await readStep(storage, 'last'), 40);
});
