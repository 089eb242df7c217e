import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { sha256Hex } from '../../../storage/digest.ts';
import { type Curriculum, stagesOf } from '../../../streaming/curriculum/stages.ts';
import { planBatches } from '../../../streaming/image-plan.ts';
import { interleave } from '../../../streaming/mix/interleaving.ts';
import type { PartOrder } from '../../../streaming/stream-plan.ts';

const none = Number.NaN;

function stages(values: readonly number[], more: Omit<Curriculum, 'signal'>): number[] {
  return [...stagesOf([values.length], Float64Array.from(values), more).of];
}

/** The samples of a rank of an epoch, as places in reading order. */
function samplesOf(
  part: PartOrder,
  asked: { readonly epoch?: number; readonly position?: number; readonly ranks?: number; readonly rank?: number },
): number[] {
  const { epoch = 0, position = 0, ranks = 1, rank = 0 } = asked;
  const size = part.groupSamples.reduce((sum, count) => sum + count, 0);
  const order = { parts: [part], turns: interleave([size]), seed: 77, ranks, rank, wholeBatch: undefined };
  const start = { format: 'millrace-cursor/1', manifestSha256: '', content: 'images', split: 'train' } as const;
  return [...planBatches(order, [0], 3, { ...start, seed: 77, epoch, position }, false)].flatMap(({ samples }) => [
    ...samples,
  ]);
}

function dealt(hands: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...hands.map((hand) => hand.length));
  return Array.from({ length: longest }, (_, place) => hands.flatMap((hand) => hand[place] ?? [])).flat();
}

describe('stages', () => {
  test('are cut at quantiles, equal values in one, what has no value in the last', () => {
    assert.deepEqual(stages([5, 1, 4, 2, 3, 6], { stages: 3 }), [2, 0, 1, 0, 1, 2]);
    assert.deepEqual(stages([5, 1, 4, 2, 3, 6], { stages: 3, descending: true }), [0, 2, 1, 2, 1, 0]);
    assert.deepEqual(stages([7, 7, 7, 7], { stages: 2 }), [1, 1, 1, 1]);
    assert.deepEqual(stages([none, 1, 2, none], { stages: 2 }), [1, 0, 1, 1]);
    assert.deepEqual(stages([none, none], { stages: 2 }), [1, 1]);
  });

  const parts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }).chain((groupSamples) => {
    const size = groupSamples.reduce((sum, count) => sum + count, 0);
    return fc.tuple(fc.constant(groupSamples), fc.array(fc.nat(20), { minLength: size, maxLength: size }));
  });

  test('follow each other in an epoch, each sample once, in an order of their own in each epoch', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 2, max: 5 }), fc.nat(3), ([groupSamples, values], count, epoch) => {
        const staged = stagesOf(groupSamples, Float64Array.from(values), { stages: count });
        const order = samplesOf({ groupSamples, windowSamples: 15, stages: staged }, { epoch });
        assert.deepEqual(
          [...order].sort((a, b) => a - b),
          [...values.keys()],
        );
        const seen = order.map((sample) => staged.of[sample] ?? -1);
        assert.deepEqual(
          seen,
          [...seen].sort((a, b) => a - b),
        );
      }),
    );
  });

  test('any ranks go on from any place', () => {
    fc.assert(
      fc.property(
        parts,
        fc.constantFrom(1, 2, 4, 8),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (drawn, ranks, at) => {
          const [groupSamples, values] = drawn;
          const staged = stagesOf(groupSamples, Float64Array.from(values), { stages: 3 });
          const part = { groupSamples, windowSamples: 15, stages: staged };
          const position = Math.floor(at * values.length);
          const hands = Array.from({ length: ranks }, (_, rank) => samplesOf(part, { position, ranks, rank }));
          assert.deepEqual(dealt(hands), samplesOf(part, {}).slice(position));
        },
      ),
    );
  });

  test('are in the order that every release gives', () => {
    const groupSamples = [9, 14, 5, 11, 1];
    const values = Array.from({ length: 40 }, (_, sample) => (sample * 17) % 40);
    const staged = stagesOf(groupSamples, Float64Array.from(values), { stages: 3 });
    const part = { groupSamples, windowSamples: 16, stages: staged };
    const order = [0, 1].flatMap((epoch) => samplesOf(part, { epoch }));
    // Found by a second implementation, in Python, of the order as docs/streaming.md tells it.
    assert.equal(sha256Hex(order.join()), '325d680230d41381552fef862ed3da2c7ab6a07f7877916d3a14fb9db325caac');
  });
});
