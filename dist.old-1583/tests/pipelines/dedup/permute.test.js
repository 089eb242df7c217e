import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import wabt from 'wabt';
import { randomUint32 } from '../../../core/seeded-random.js';
import { kernelBytes, maxPermutations, permutationKernel } from '../../../pipelines/dedup/permute.js';
import { packageRoot } from '../../../storage/package-root.js';
test('the kernel is what its source compiles to', async () => {
    const source = readFileSync(new URL('pipelines/dedup/permute.wat', packageRoot), 'utf8');
    const compiled = (await wabt()).parseWat('permute.wat', source, { simd: true }).toBinary({}).buffer;
    assert.equal(Buffer.from(kernelBytes).toString('hex'), Buffer.from(compiled).toString('hex'));
});
function random(length, seed) {
    return Uint32Array.from({ length }, (_, i) => randomUint32(seed, i));
}
function smallestImages(shingles, factors, summands) {
    return factors.map((factor, i) => {
        let smallest = 0xffffffff;
        for (const shingle of shingles)
            smallest = Math.min(smallest, (Math.imul(shingle, factor) + (summands[i] ?? 0)) >>> 0);
        return smallest;
    });
}
test('the smallest images are those of the definition', () => {
    for (const [permutations, sizes] of [
        [112, [0, 1, 2, 15, 16, 17, 1000]],
        [1, [3]],
        [17, [16384, 16385, 40000]],
        [maxPermutations, [5]],
    ]) {
        const factors = random(permutations, 1).map((factor) => factor | 1);
        const summands = random(permutations, 2);
        const smallest = permutationKernel({ factors, summands });
        for (const size of sizes) {
            const shingles = random(size, size);
            assert.deepEqual(smallest(shingles), smallestImages(shingles, factors, summands));
        }
    }
});
test('every shingle counts, wherever it lies', () => {
    const smallest = permutationKernel({ factors: Uint32Array.of(1), summands: Uint32Array.of(0) });
    for (const place of [0, 16383, 16384, 16385, 32767, 32768, 39999]) {
        assert.deepEqual([...smallest(new Uint32Array(40000).fill(9).with(place, 4))], [4], `place ${place}`);
    }
});
//# sourceMappingURL=permute.test.js.map