import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { sha256Hex } from '../../../storage/digest.ts';
import { planBatches } from '../../../streaming/image-plan.ts';
import { interleave } from '../../../streaming/mix/interleaving.ts';

/** Versions by the samples of their groups, and the samples of each in an epoch. */
interface Mixed {
  readonly parts: readonly (readonly number[])[];
  readonly counts: readonly number[];
  readonly seed: number;
}

interface Asked {
  readonly epoch?: number;
  readonly position?: number;
  readonly batch?: number;
  readonly ranks?: number;
  readonly rank?: number;
  readonly wholeBatch?: number;
}

const start = { format: 'millrace-mix-cursor/1', parts: [], content: 'images', split: 'train' } as const;

function sizeOf(groups: readonly number[]): number {
  return groups.reduce((sum, count) => sum + count, 0);
}

/** The batches of a rank; without a count those to the end of the epoch. */
function batchesOf({ parts, counts, seed }: Mixed, asked: Asked, count?: number) {
  const { epoch = 0, position = 0, batch = 5, ranks = 1, rank = 0, wholeBatch } = asked;
  const order = {
    parts: parts.map((groupSamples) => ({ groupSamples, windowSamples: 12 })),
    ...{ turns: interleave(counts), seed, ranks, rank, wholeBatch },
  };
  const firsts = parts.map((_, part) => sizeOf(parts.slice(0, part).flat()));
  const from = { ...start, seed, epoch, position };
  const batches = planBatches(order, firsts, batch, from, count !== undefined);
  if (count === undefined) return [...batches];
  return Array.from({ length: count }, () => {
    const { value } = batches.next();
    if (value === undefined) throw new Error('an endless plan ended');
    return value;
  });
}

/** The samples of a rank, each as `part:sample@its epoch`. */
function samplesOf(mixed: Mixed, asked: Asked, count?: number): string[] {
  const ends = mixed.parts.map((_, part) => sizeOf(mixed.parts.slice(0, part + 1).flat()));
  return batchesOf(mixed, asked, count).flatMap(({ samples, epochs }) =>
    [...samples].map((sample, place) => {
      const part = ends.findIndex((end) => sample < end);
      return `${part}:${sample - (ends[part - 1] ?? 0)}@${epochs[place]}`;
    }),
  );
}

function dealt(hands: readonly (readonly string[])[]): string[] {
  const longest = Math.max(...hands.map((hand) => hand.length));
  return Array.from({ length: longest }, (_, place) => hands.flatMap((hand) => hand[place] ?? [])).flat();
}

const groups = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const mixes = fc
  .array(fc.tuple(groups, fc.integer({ min: 1, max: 60 })), { minLength: 1, maxLength: 4 })
  .chain((parts) => fc.tuple(fc.constant(parts), fc.nat(99)))
  .map(([parts, seed]) => ({ parts: parts.map(([part]) => part), counts: parts.map(([, count]) => count), seed }));

describe('the order of a mix', () => {
  test("is that of each version's own stream, epoch after epoch, in turns", () => {
    fc.assert(
      fc.property(mixes, fc.integer({ min: 0, max: 3 }), (mixed, epoch) => {
        const all = samplesOf(mixed, { epoch });
        for (const [part, groupSamples] of mixed.parts.entries()) {
          const count = mixed.counts[part] ?? 0;
          const size = sizeOf(groupSamples);
          const alone = { parts: [groupSamples], counts: [size], seed: mixed.seed };
          const passes = Math.ceil(((epoch + 1) * count) / size);
          const own = Array.from({ length: passes }, (_, pass) => samplesOf(alone, { epoch: pass })).flat();
          const found = all.filter((sample) => sample.startsWith(`${part}:`)).map((sample) => sample.slice(2));
          assert.deepEqual(
            found,
            own.slice(epoch * count, (epoch + 1) * count).map((sample) => sample.slice(2)),
          );
        }
      }),
    );
  });

  test('over epochs no sample of a version comes again before all came once', () => {
    fc.assert(
      fc.property(mixes, (mixed) => {
        const seen = new Map<string, number>();
        const batch = 7;
        const epochs = 4 * Math.max(...mixed.parts.map(sizeOf));
        const batches = Math.min(60, epochs);
        for (const sample of samplesOf(mixed, { batch }, batches)) {
          const [id = '', epoch] = sample.split('@');
          assert.equal(Number(epoch), seen.get(id) ?? 0, id);
          seen.set(id, Number(epoch) + 1);
        }
        for (const [part, groupSamples] of mixed.parts.entries()) {
          const times = Array.from({ length: sizeOf(groupSamples) }, (_, sample) => seen.get(`${part}:${sample}`) ?? 0);
          assert.ok(Math.max(...times) - Math.min(...times) <= 1);
        }
      }),
    );
  });

  test('any ranks go on from any batch of any others, through the ends of epochs', () => {
    fc.assert(
      fc.property(
        mixes,
        fc.constantFrom(1, 2, 3, 4, 8),
        fc.constantFrom(1, 2, 4, 8),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(30),
        (mixed, before, ranks, batch, at) => {
          const epoch = 1;
          const whole = samplesOf(mixed, { epoch });
          const hand = batchesOf(mixed, { epoch, batch, ranks: before });
          const position = hand[at % Math.max(1, hand.length)]?.cursor.position ?? 0;
          const hands = Array.from({ length: ranks }, (_, rank) => samplesOf(mixed, { epoch, position, ranks, rank }));
          assert.deepEqual(dealt(hands), whole.slice(position));
        },
      ),
    );
  });

  test('endless plans are the epochs one after the other, for each rank', () => {
    fc.assert(
      fc.property(mixes, fc.constantFrom(1, 2, 3), fc.integer({ min: 1, max: 6 }), (mixed, ranks, batch) => {
        fc.pre(mixed.counts.reduce((sum, count) => sum + count, 0) >= ranks);
        for (let rank = 0; rank < ranks; rank++) {
          const asked = { batch, ranks, rank };
          const alone = [0, 1, 2].flatMap((epoch) => batchesOf(mixed, { ...asked, epoch }));
          assert.deepEqual(batchesOf(mixed, asked, alone.length), alone);
        }
      }),
    );
  });

  test('whole batches alone: every rank has as many samples in every epoch', () => {
    const mixed = { parts: [[9, 9], [4], [7, 7, 7]], counts: [10, 4, 9], seed: 3 };
    for (const epoch of [0, 1]) {
      const hands = [0, 1, 2].map((rank) => samplesOf(mixed, { epoch, batch: 2, ranks: 3, rank, wholeBatch: 6 }));
      assert.deepEqual(
        hands.map((hand) => hand.length),
        [6, 6, 6],
      );
      assert.deepEqual(dealt(hands), samplesOf(mixed, { epoch }).slice(0, 18));
    }
  });

  test('is the one that every release gives', () => {
    const mixed = { parts: [[9, 9, 5, 2], [7], [8, 3, 8]], counts: [40, 11, 6], seed: 20_261_129 };
    const order = [0, 1, 2].flatMap((epoch) => samplesOf(mixed, { epoch }));
    // Found by a second implementation, in Python, of the order as docs/streaming.md tells it.
    const expected = 'ce55c2ba1631ce36cefc949de4a2f844fa653e1fa228fa9cf3b03bf136c858e9';
    assert.equal(sha256Hex(order.join('\n')), expected);
  });
});
