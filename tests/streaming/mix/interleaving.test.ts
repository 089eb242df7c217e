import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { sha256Hex } from '../../../storage/digest.ts';
import { interleave } from '../../../streaming/mix/interleaving.ts';

/** The part of each position. */
function turnsOf(counts: readonly number[]): number[] {
  const order = interleave(counts);
  return Array.from({ length: order.samples }, (_, position) => order.partAt(position));
}

/** By how much a part's samples in any prefix differ at most from its share. */
function worstError(counts: readonly number[]): number {
  const turns = turnsOf(counts);
  const seen = counts.map(() => 0);
  let worst = 0;
  for (const [position, part] of turns.entries()) {
    seen[part] = (seen[part] ?? 0) + 1;
    for (const [each, count] of counts.entries()) {
      const share = ((position + 1) * count) / turns.length;
      worst = Math.max(worst, Math.abs((seen[each] ?? 0) - share));
    }
  }
  assert.deepEqual(seen, counts);
  return worst;
}

const shares = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 400 }));

describe('turns of the parts of a mix', () => {
  test('every prefix has the proportions: to a sample for up to three parts, to less than two for any number', () => {
    fc.assert(fc.property(fc.array(shares, { minLength: 1, maxLength: 3 }), (counts) => worstError(counts) <= 1));
    fc.assert(fc.property(fc.array(shares, { minLength: 4, maxLength: 24 }), (counts) => worstError(counts) < 2));
    assert.ok(worstError([1, 300, 299, 301, 600]) < 1.5);
    assert.deepEqual(turnsOf([2, 1, 1]), [0, 1, 0, 2]);
    assert.deepEqual(turnsOf([4]), [0, 0, 0, 0]);
  });

  test('positions, places and counts before them agree with walking', () => {
    fc.assert(
      fc.property(fc.array(shares, { minLength: 1, maxLength: 12 }), (counts) => {
        const order = interleave(counts);
        const seen = counts.map(() => 0);
        for (let position = 0; position < order.samples; position++) {
          assert.deepEqual(order.before(position), seen);
          const part = order.partAt(position);
          assert.equal(order.positionOf(part, seen[part] ?? 0), position);
          seen[part] = (seen[part] ?? 0) + 1;
        }
        assert.deepEqual(order.before(order.samples), counts);
      }),
    );
  });

  test('are exact where products have 64 bits', () => {
    const counts = [1_234_567_891, 987_654_321, 1_111_111_111, 7];
    const order = interleave(counts);
    const all = BigInt(order.samples);
    for (const position of [1, 2 ** 31 + 12_345, order.samples - 2]) {
      const before = order.before(position);
      assert.equal(
        before.reduce((sum, count) => sum + count, 0),
        position,
      );
      for (const [part, count] of counts.entries()) {
        const error = BigInt(before[part] ?? 0) * all - BigInt(position) * BigInt(count);
        assert.ok(error < 2n * all && error > -2n * all, `part ${part} at ${position}`);
      }
      const part = order.partAt(position);
      assert.equal(order.positionOf(part, before[part] ?? 0), position);
    }
  });

  test('are those that every release gives', () => {
    // Found by a second implementation, in Python, with whole numbers, of the turns as docs/streaming.md tells them.
    const expected = '513dfe115a8821dbcefc3939484397440fb5cc71685b65dd1037a000a2d761da';
    assert.equal(sha256Hex(turnsOf([700, 250, 49, 1, 333]).join()), expected);
  });
});
