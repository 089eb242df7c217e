import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dropoutKey, newForward } from '../../../training/engines/forward.js';
import { partsOf } from '../../../training/engines/parts.js';
import { sampleOptions } from '../sample-step.js';
import { testWithTensorFlow } from '../test-backend.js';
const probability = 0.3;
const size = 10_000;
/** What is left of ones at each of three sites of a pass. */
function sitesOf({ tf, ...backend }, seed, step, microBatch) {
    return [0, 1, 2].map((site) => {
        const key = tf.tensor1d(dropoutKey(step, microBatch), 'int32');
        const { dropout } = newForward({ tf, ...backend }, new Map(), { probability, seed, key });
        const drawn = Array.from({ length: site + 1 }, () => dropout(tf.ones([size])).dataSync());
        return drawn[site] ?? new Float32Array();
    });
}
testWithTensorFlow('elements are dropped with the probability that is asked for, the rest scaled up', (backend) => {
    for (const site of sitesOf(backend, 1, 1, 0)) {
        const dropped = site.filter((value) => value === 0).length;
        assert.ok(Math.abs(dropped / size - probability) < 0.02);
        assert.ok(site.every((value) => value === 0 || value === Math.fround(1 / (1 - probability))));
    }
});
testWithTensorFlow('sites, steps, micro-batches and seeds draw independently of each other', (backend) => {
    const draws = [
        ...sitesOf(backend, 1, 1, 0),
        ...sitesOf(backend, 1, 1, 1),
        ...sitesOf(backend, 1, 2, 0),
        ...sitesOf(backend, 2, 1, 0),
    ];
    for (const [index, one] of draws.entries()) {
        for (const other of draws.slice(index + 1)) {
            const both = one.filter((value, place) => value === 0 && other[place] === 0).length;
            assert.ok(Math.abs(both / size - probability ** 2) < 0.02);
        }
    }
    assert.deepEqual(sitesOf(backend, 1, 2, 0), sitesOf(backend, 1, 2, 0));
});
test('parts of a batch draw with seeds of their own', () => {
    const { count, seedOf } = partsOf({ ...sampleOptions(6), parallel: 3 });
    assert.equal(count, 3);
    assert.equal(new Set([0, 1, 2].map(seedOf)).size, 3);
});
test('a batch is cut into as many equal parts as there may be', () => {
    const countOf = (samples, parallel) => partsOf({ ...sampleOptions(samples), parallel }).count;
    assert.deepEqual([countOf(12, 2), countOf(12, 8), countOf(7, 2), countOf(2, 64)], [2, 6, 1, 2]);
});
//# sourceMappingURL=dropout.test.js.map