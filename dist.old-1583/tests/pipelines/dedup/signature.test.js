import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomUint32 } from '../../../core/seeded-random.js';
import { bandHashes, estimatedSimilarity, signer } from '../../../pipelines/dedup/signature.js';
const banding = { bands: 14, rows: 8, seed: 1 };
const pairs = 2000;
const union = 200;
/** Two sets with the similarity `shared / union`, from numbers that no other pair has. */
function pairOf(shared, pair) {
    const members = Array.from({ length: union }, (_, i) => randomUint32(shared, pair * union + i));
    const own = (union - shared) / 2;
    return [
        Uint32Array.from(members.slice(own)),
        Uint32Array.from([...members.slice(0, own), ...members.slice(2 * own)]),
    ];
}
test('candidates are as frequent as the published formula says, and estimates are unbiased', () => {
    const sign = signer(banding);
    for (const similarity of [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9]) {
        let candidates = 0;
        let estimates = 0;
        for (let pair = 0; pair < pairs; pair++) {
            const [a, b] = pairOf(2 * Math.round((similarity * union) / 2), pair).map(sign);
            const hashes = bandHashes(b, banding);
            if (bandHashes(a, banding).some((hash, band) => hash === hashes[band]))
                candidates++;
            estimates += estimatedSimilarity(a, b);
        }
        const expected = 1 - (1 - similarity ** banding.rows) ** banding.bands;
        const found = candidates / pairs;
        assert.ok(Math.abs(found - expected) <= 0.03, `s = ${similarity}: expected ${expected}, found ${found}`);
        assert.ok(Math.abs(estimates / pairs - similarity) < 0.005, `s = ${similarity}: estimated ${estimates / pairs}`);
    }
});
test('a seed gives the same signature each time, another seed another', () => {
    const shingles = Uint32Array.from([1, 2, 3]);
    assert.deepEqual(signer(banding)(shingles), signer(banding)(shingles));
    assert.notDeepEqual(signer(banding)(shingles), signer({ ...banding, seed: 2 })(shingles));
});
test('permutations are one-to-one: two sets of one shingle each share nothing', () => {
    const [a, b] = [Uint32Array.of(5), Uint32Array.of(5 + 2 ** 31)].map(signer(banding));
    assert.equal(estimatedSimilarity(a, b), 0);
});
test('a band hash depends on each of its rows, on their order, and on no other row', () => {
    const signature = Uint32Array.from({ length: 6 }, (_, i) => i);
    const two = { bands: 2, rows: 3, seed: 1 };
    const [first, second] = bandHashes(signature, two);
    for (let place = 0; place < 6; place++) {
        const changed = bandHashes(signature.with(place, 99), two);
        assert.equal(changed[0] === first, place >= 3);
        assert.equal(changed[1] === second, place < 3);
    }
    assert.notEqual(bandHashes(Uint32Array.from([1, 0, 2, 3, 4, 5]), two)[0], first);
});
//# sourceMappingURL=signature.test.js.map