import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { randomUint32 } from '../../../core/seeded-random.ts';
import { repeatedHashes } from '../../../pipelines/dedup/repeated-hashes.ts';

test('each hash that comes more than once is told of', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(20), fc.integer({ min: 2 ** 32 - 20, max: 2 ** 32 - 1 }))), (hashes) => {
      const told = repeatedHashes(Uint32Array.from(hashes));
      assert.equal(told.length, hashes.length);
      for (const [place, hash] of hashes.entries()) {
        if (hashes.indexOf(hash) !== hashes.lastIndexOf(hash)) assert.equal(told[place], 1);
      }
    }),
  );
});

test('of different hashes few are told of', () => {
  for (const count of [1, 1000, 100_000]) {
    const hashes = new Set(Array.from({ length: count }, (_, place) => randomUint32(7, place)));
    const told = repeatedHashes(Uint32Array.from(hashes)).reduce((sum, each) => sum + each, 0);
    assert.ok(told <= 0.15 * count, `${told} of ${count}`);
  }
});
