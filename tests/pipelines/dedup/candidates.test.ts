import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bandPairs, firstsPaired, fullBucket } from '../../../pipelines/dedup/candidates.ts';
import { mergePairs, type Pairs, pairHalves } from '../../../pipelines/dedup/pairs.ts';

function listed(pairs: Pairs): string[] {
  const halves = pairHalves(pairs);
  return Array.from(pairs, (_, i) => `${halves[2 * i]}-${halves[2 * i + 1]}`);
}

/** Hashes that are equal in neither, one or both halves. */
const hash = fc.tuple(fc.bigInt(0n, 3n), fc.bigInt(0n, 3n)).map(([high, low]) => (high << 32n) | low);

test('in small buckets, all pairs of documents with equal hashes, for any cut into partitions', () => {
  fc.assert(
    fc.property(fc.array(fc.array(hash, { maxLength: 8 }), { maxLength: 4 }), (partitions) => {
      const hashes = partitions.flat();
      const expected: string[] = [];
      for (const [later, own] of hashes.entries()) {
        for (let earlier = 0; earlier < later; earlier++)
          if (hashes[earlier] === own) expected.push(`${earlier}-${later}`);
      }
      assert.deepEqual(listed(bandPairs(partitions.map((each) => BigUint64Array.from(each)))), expected);
    }),
  );
});

test('the pairs of a bucket are all up to the limit, and linear above', () => {
  const pairs = (documents: number) => bandPairs([new BigUint64Array(documents).fill(7n)]);
  assert.equal(pairs(fullBucket).length, (fullBucket * (fullBucket - 1)) / 2);
  const partners = Array.from({ length: fullBucket + 1 }, (_, later) =>
    Array.from({ length: later }, (_, earlier) => earlier).filter((each) => each < firstsPaired || each === later - 1),
  );
  const above = partners.flatMap((earlier, later) => earlier.map((each) => `${each}-${later}`));
  assert.deepEqual(listed(pairs(fullBucket + 1)), above);
  assert.ok(pairs(100_000).length <= 100_000 * (firstsPaired + 1));
});

test('merged pairs are those of both, once', () => {
  const a = bandPairs([BigUint64Array.of(1n, 1n, 2n, 2n)]);
  const b = bandPairs([BigUint64Array.of(1n, 1n, 2n, 1n)]);
  assert.deepEqual(listed(mergePairs(a, b)), ['0-1', '0-3', '1-3', '2-3']);
  assert.deepEqual(listed(mergePairs(a, new BigUint64Array())), listed(a));
});

test('pairs of any two sets are merged to each pair once, in order', () => {
  const pairs = fc
    .uniqueArray(fc.tuple(fc.nat(3), fc.nat(3)).map(([later, earlier]) => (BigInt(later) << 32n) | BigInt(earlier)))
    .map((some): Pairs => BigUint64Array.from(some).sort());
  fc.assert(
    fc.property(pairs, pairs, (a, b) => {
      assert.deepEqual(mergePairs(a, b), BigUint64Array.from(new Set([...a, ...b])).sort());
    }),
  );
});
