import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { sha256Hex } from '../../storage/digest.ts';
import { planEpoch, windowPlaces } from '../../streaming/epoch-order.ts';
import { interleave } from '../../streaming/mix/interleaving.ts';
import { permutation } from '../../streaming/permutation.ts';
import type { Dealing } from '../../streaming/rank-share.ts';
import { batchTurns, type OrderOptions, type OwnWindow, windowsOfPart } from '../../streaming/stream-plan.ts';

const seeds = fc.nat(2 ** 32 - 1);

/** The order of a stream of one version. */
interface Asked extends Dealing {
  readonly groupSamples: readonly number[];
  readonly windowSamples: number;
  readonly seed: number;
}

function orderOf({ groupSamples, windowSamples, ...asked }: Asked): OrderOptions {
  const turns = interleave([groupSamples.reduce((sum, count) => sum + count, 0)]);
  return { ...asked, parts: [{ groupSamples, windowSamples }], turns };
}

/** The samples of a rank in a window in order, each as `group:sample`, found the way reader threads do. */
function samplesOfWindow({ window, slots, samples }: OwnWindow, { groupSamples, seed }: Asked): string[] {
  const places = windowPlaces(window, seed);
  const found: string[] = Array.from({ length: samples }, () => 'nothing');
  let next = 0;
  for (const group of window.groups) {
    for (let sample = 0; sample < (groupSamples[group] ?? 0); sample++) {
      const slot = slots[places[next++] ?? -1] ?? -1;
      if (slot >= 0) found[slot] = `${group}:${sample}`;
    }
  }
  return found;
}

/** The samples of a rank in order. */
function samplesOf(asked: Asked, epoch: number, position: number): string[] {
  const windows = windowsOfPart(orderOf(asked), 0, { epoch, position }, false);
  return [...windows].flatMap((window) => samplesOfWindow(window, asked));
}

function dealt(hands: readonly (readonly string[])[]): string[] {
  const longest = Math.max(...hands.map((hand) => hand.length));
  return Array.from({ length: longest }, (_, place) => hands.flatMap((hand) => hand[place] ?? [])).flat();
}

const single = { ranks: 1, rank: 0, wholeBatch: undefined };

describe('permutation', () => {
  test('holds each place once', () => {
    fc.assert(
      fc.property(fc.nat(2000), seeds, (count, seed) => {
        assert.deepEqual(
          permutation(count, seed).sort(),
          Uint32Array.from({ length: count }, (_, index) => index),
        );
      }),
    );
  });

  test('each of the 120 orders of 5 is as likely as each other one', () => {
    const counts = new Map<string, number>();
    const draws = 60_000;
    for (let seed = 0; seed < draws; seed++) {
      const order = permutation(5, seed).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const expected = draws / 120;
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    assert.equal(counts.size, 120);
    // 119 degrees of freedom: above 177.6 once in 3,000 times.
    assert.ok(chiSquared < 177.6, `chi-squared ${chiSquared}`);
  });
});

describe('order of an epoch', () => {
  const groups = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });

  test('windows hold every group once, and at most what they may', () => {
    fc.assert(
      fc.property(groups, fc.integer({ min: 1, max: 200 }), seeds, fc.nat(5), (samples, most, seed, epoch) => {
        const windows = planEpoch(samples, most, seed, epoch);
        const all = windows.flatMap((window) => [...window.groups]);
        assert.deepEqual(
          all.sort((a, b) => a - b),
          samples.map((_, group) => group),
        );
        let first = 0;
        for (const window of windows) {
          const held = [...window.groups].reduce((sum, group) => sum + (samples[group] ?? 0), 0);
          assert.deepEqual([window.samples, window.first], [held, first]);
          assert.ok(held <= most || window.groups.length === 1);
          first += held;
        }
      }),
    );
  });

  test('every sample comes once; ranks in turn, from any position, are the one order', () => {
    fc.assert(
      fc.property(
        groups,
        fc.integer({ min: 1, max: 200 }),
        seeds,
        fc.integer({ min: 1, max: 7 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (groupSamples, windowSamples, seed, ranks, part) => {
          const order = { groupSamples, windowSamples, seed, ...single };
          const whole = samplesOf(order, 3, 0);
          const every = groupSamples.flatMap((count, group) =>
            Array.from({ length: count }, (_, i) => `${group}:${i}`),
          );
          assert.deepEqual([...whole].sort(), every.sort());
          const position = Math.floor(part * whole.length);
          const hands = Array.from({ length: ranks }, (_, rank) => samplesOf({ ...order, ranks, rank }, 3, position));
          assert.deepEqual(dealt(hands), whole.slice(position));
        },
      ),
    );
  });

  test('whole batches alone: every rank has as many samples, and only the end is missing', () => {
    const order = { groupSamples: [7, 13, 5], windowSamples: 10, seed: 5, ranks: 3, wholeBatch: 6 };
    const hands = [0, 1, 2].map((rank) => samplesOf({ ...order, rank }, 0, 1));
    assert.deepEqual(
      hands.map((hand) => hand.length),
      [8, 8, 8],
    );
    assert.deepEqual(dealt(hands), samplesOf({ ...order, ...single }, 0, 0).slice(1, 25));
  });

  test('epochs and seeds differ, and most neighbours are of other groups', () => {
    const order = { groupSamples: Array.from({ length: 64 }, () => 256), windowSamples: 4096, seed: 1, ...single };
    const one = samplesOf(order, 0, 0);
    assert.notDeepEqual(samplesOf(order, 1, 0), one);
    assert.notDeepEqual(samplesOf({ ...order, seed: 2 }, 0, 0), one);
    const groupOf = (sample: string): string => sample.split(':')[0] ?? '';
    const same = one.filter((sample, place) => groupOf(sample) === groupOf(one[place - 1] ?? ''));
    // Of 16 groups in a window a neighbour is of the same one once in 16 times.
    assert.ok(Math.abs(same.length / one.length - 1 / 16) < 0.01);
  });

  test('is the one that every release gives: a cursor outlives a release', () => {
    const order = { groupSamples: [256, 256, 100, 256], windowSamples: 512, seed: 20_261_124, ...single };
    // Found by a second implementation, in Python, of the order as docs/streaming.md tells it.
    const expected = '0485cc9cf0830f617aa47dbd836970ac4d9355feb82c40e7a533c4e6dd2cac75';
    assert.equal(sha256Hex(samplesOf(order, 2, 0).join('\n')), expected);
  });

  test('an endless plan goes on from epoch to epoch, and says where it cannot', () => {
    const order = orderOf({ groupSamples: [4, 4], windowSamples: 4, seed: 1, ...single });
    const windows = windowsOfPart(order, 0, { epoch: 7, position: 8 }, true);
    const epochs = Array.from({ length: 5 }, () => windows.next().value?.window.epoch);
    assert.deepEqual(epochs, [8, 8, 9, 9, 10]);
    const batches = batchTurns(order, 3, { epoch: 7, position: 5 }, true);
    const places = Array.from({ length: 4 }, () => batches.next().value?.after);
    assert.deepEqual(places, [
      { epoch: 7, position: 8 },
      { epoch: 8, position: 3 },
      { epoch: 8, position: 6 },
      { epoch: 8, position: 8 },
    ]);
    const none = { ...order, wholeBatch: 9 };
    assert.equal(windowsOfPart(none, 0, { epoch: 0, position: 0 }, true).next().done, true);
    const empty = batchTurns(none, 3, { epoch: 0, position: 0 }, true);
    assert.throws(() => empty.next(), { code: 'bad-stream' });
  });
});
