import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeGreedily } from '../../../pipelines/dedup/cluster.js';
import { planBands } from '../../../pipelines/dedup/hamming-bands.js';
import { openHammingIndex } from '../../../pipelines/dedup/hamming-index.js';
import { imageRemovals } from '../../../pipelines/dedup/hamming-removals.js';
function distanceOf(a, b) {
    return (a ^ b).toString(2).replaceAll('0', '').length;
}
/** Every pair compared with every other. */
function byBruteForce(hashes, maxDistance) {
    const edges = [];
    for (const [a, first] of hashes.entries()) {
        for (const [b, second] of hashes.entries()) {
            const distance = distanceOf(first, second);
            if (a < b && distance <= maxDistance)
                edges.push([a, b, 1 - distance / 64]);
        }
    }
    return mergeGreedily({
        a: Uint32Array.from(edges, ([a]) => a),
        b: Uint32Array.from(edges, ([, b]) => b),
        similarity: Float64Array.from(edges, ([, , similarity]) => similarity),
    });
}
const anyHash = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
/** Families of hashes, each some flipped bits from one that they share. */
const families = fc
    .array(fc.tuple(anyHash, fc.array(fc.array(fc.nat(63), { maxLength: 18 }), { minLength: 1, maxLength: 8 })), {
    minLength: 1,
    maxLength: 5,
})
    .map((all) => all.flatMap(([hash, members]) => members.map((bits) => bits.reduce((to, bit) => to ^ (1n << BigInt(bit)), hash))))
    .chain((hashes) => fc.shuffledSubarray(hashes, { minLength: hashes.length }));
test('what is merged, and into which, is as if all pairs had been compared', () => {
    fc.assert(fc.property(families, fc.nat(16), (hashes, maxDistance) => {
        const found = imageRemovals(BigUint64Array.from(hashes), maxDistance);
        assert.deepEqual(found, byBruteForce(hashes, maxDistance));
    }), { numRuns: 300 });
});
test('bands of any hashes leave no near one out', () => {
    const spread = BigUint64Array.from({ length: 3000 }, (_, i) => BigInt.asUintN(64, BigInt(i + 1) * 0x9e3779b97f4a7c15n));
    for (const maxDistance of [1, 4, 7, 10, 16]) {
        const plan = planBands(spread, maxDistance);
        for (let i = 0; i < 60; i++) {
            const hash = spread[i] ?? 0n;
            const index = openHammingIndex(1, maxDistance, plan);
            index.add(hash);
            let near = hash;
            for (let bit = 0; bit < maxDistance; bit++)
                near ^= 1n << BigInt((bit * (2 * i + 1) + i) % 64);
            assert.deepEqual(index.nearest(near), { entry: 0, distance: maxDistance }, `${maxDistance} bits, ${i}`);
            const further = near ^ (1n << BigInt((maxDistance * (2 * i + 1) + i) % 64));
            assert.equal(index.nearest(further), undefined);
        }
    }
});
test('a hundred thousand equal hashes, and hashes that are equal in most bits, are no more work', () => {
    const blank = imageRemovals(new BigUint64Array(100_000).fill(7n), 4);
    assert.equal(blank.length, 99_999);
    assert.ok(blank.every(({ into, similarity }) => into === 0 && similarity === 1));
    const margins = BigUint64Array.from({ length: 20_000 }, (_, i) => (BigInt(i) * 0x9e3779b97f4a7c15n) & 0x00003c3c3c3c0000n);
    const merges = imageRemovals(margins, 4);
    assert.ok(merges.length > 19_000);
});
test('no hashes, one hash, and distances that are none', () => {
    assert.deepEqual(imageRemovals(new BigUint64Array(0), 4), []);
    assert.deepEqual(imageRemovals(BigUint64Array.of(3n), 0), []);
    assert.deepEqual(imageRemovals(BigUint64Array.of(3n, 2n, 3n), 0), [{ document: 2, into: 0, similarity: 1 }]);
    assert.throws(() => imageRemovals(BigUint64Array.of(3n), 17), RangeError);
});
//# sourceMappingURL=hamming-removals.test.js.map