import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { openFeeder } from '../../../training/distributed/feeder.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';
import type { FedBatch, RunFeed } from '../../../training/run-feed.ts';
import { connected } from './fed-rank.ts';

const start = {
  ...({ format: 'millrace-cursor/1', manifestSha256: 'a', content: 'documents', split: 'train' } as const),
  ...{ seed: 1, epoch: 0, position: 0 },
};

/** Batches of two samples of two tokens, that count up; `made` is how many there were. */
function countingFeed(last = Number.POSITIVE_INFINITY) {
  const counted = { made: 0, ended: false };
  async function* batches(): AsyncGenerator<FedBatch, void, undefined> {
    try {
      for (let batch = 0; batch < last; batch++) {
        counted.made++;
        const data = Int32Array.from({ length: 4 }, (_, place) => 4 * batch + place);
        yield {
          ...{
            samples: 2,
            labels: new Int32Array(2),
            units: 3,
            places: 4,
            cursor: { ...start, position: 2 * batch + 2 },
          },
          inputs: [{ inputs: { ids: { dtype: 'int32', shape: [4], data } }, targets: 2 }],
        };
      }
      if (last === 7) throw new Error('a shard is broken');
    } finally {
      counted.ended = true;
    }
  }
  const feed: RunFeed = { batchSamples: 2, batches, epochs: batches };
  return { counted, feed };
}

function idsOf({ tensors }: { readonly tensors: ReadonlyMap<string, HostTensor> }): number[] {
  return [...(tensors.get('ids')?.data ?? [])];
}

test('each rank is sent its shares, in order, and none is far ahead of another', async (t) => {
  const { feed, counted } = countingFeed();
  const feeder = await openFeeder({ train: feed, holdout: undefined, validationBatches: 1, batch: 2, ranks: 2 });
  t.after(() => feeder.close());
  assert.equal(statSync(dirname(feeder.socket)).mode & 0o777, 0o700);
  const second = await connected(feeder.socket, 'train 1');
  const first = await connected(feeder.socket, 'train 0');
  for (let batch = 0; batch < 40; batch++) {
    const [a, b] = [await first.frame(), await second.frame()];
    if (typeof a !== 'object' || typeof b !== 'object') throw new Error('the feeder ended');
    assert.deepEqual([idsOf(a), a.targets, a.tokens], [[4 * batch, 4 * batch + 1], 2, 3]);
    assert.deepEqual([idsOf(b), b.targets, b.tokens], [[4 * batch + 2, 4 * batch + 3], 0, 0]);
    assert.deepEqual([a.cursor.position, b.cursor.position], [2 * batch + 2, 2 * batch + 2]);
  }
  second.socket.pause();
  let last: number;
  do {
    last = counted.made;
    await new Promise((resolve) => setTimeout(resolve, 200));
  } while (counted.made > last);
  assert.ok(counted.made < 20_000, `${counted.made} batches were made for a rank that reads none`);
  await feeder.close();
  assert.ok(counted.ended, 'the stream is left');
  assert.ok(!existsSync(feeder.socket));
  assert.equal(feeder.error(), undefined);
});

test('validations begin anew, each as long as it is asked to be', async (t) => {
  const feeds = { train: countingFeed().feed, holdout: countingFeed(5).feed };
  for (const [validationBatches, length] of [
    [3, 3],
    [9, 5],
  ] as const) {
    const feeder = await openFeeder({ ...feeds, validationBatches, batch: 2, ranks: 1 });
    t.after(() => feeder.close());
    const { frame } = await connected(feeder.socket, 'holdout 0');
    for (const _ of ['first', 'second']) {
      for (let batch = 0; batch < length; batch++) {
        const told = await frame();
        assert.ok(typeof told === 'object' && idsOf(told)[0] === 4 * batch);
      }
      assert.equal(await frame(), 'over');
    }
  }
});

test('a connection that says another thing is closed, and one that is reset ends the feeding without an error', async (t) => {
  const { feed, counted } = countingFeed();
  const feeder = await openFeeder({ train: feed, holdout: undefined, validationBatches: 1, batch: 2, ranks: 1 });
  t.after(() => feeder.close());
  for (const hello of ['hello', 'train 1', 'train -1']) {
    const { frame } = await connected(feeder.socket, hello);
    assert.equal(await frame(), undefined);
  }
  const { socket, frame } = await connected(feeder.socket, 'train 0');
  await frame();
  socket.destroy();
  while (!counted.ended) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(feeder.error(), undefined);
});

test('an error of the stream ends the connections, and is kept', async (t) => {
  const { feed } = countingFeed(7);
  const feeder = await openFeeder({ train: feed, holdout: undefined, validationBatches: 1, batch: 2, ranks: 1 });
  t.after(() => feeder.close());
  const { frame } = await connected(feeder.socket, 'train 0');
  while ((await frame()) !== undefined);
  assert.match(String(feeder.error()), /a shard is broken/);
});
