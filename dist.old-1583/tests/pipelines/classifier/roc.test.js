import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keepThreshold } from '../../../pipelines/classifier/keep-threshold.js';
import { areaUnderRoc, retrievalAt, rocCurve } from '../../../pipelines/classifier/roc.js';
const scored = fc
    .array(fc.tuple(fc.constantFrom(0, 0.1, 0.25, 0.5, 0.9, 1), fc.boolean()), { minLength: 1, maxLength: 40 })
    .map((pairs) => ({
    scores: Float64Array.from(pairs, ([score]) => score),
    positives: Uint8Array.from(pairs, ([, positive]) => (positive ? 1 : 0)),
}));
/** The share of pairs that are in order, ties as half. */
function naiveArea({ scores, positives }) {
    let [pairs, right] = [0, 0];
    for (const [i, score] of scores.entries())
        for (const [j, other] of scores.entries()) {
            if (positives[i] !== 1 || positives[j] !== 0)
                continue;
            pairs++;
            right += score > other ? 1 : score === other ? 0.5 : 0;
        }
    return pairs === 0 ? null : right / pairs;
}
test('the area is the share of pairs in order, and that under the curve', () => {
    fc.assert(fc.property(scored, (each) => {
        const area = areaUnderRoc(each);
        const naive = naiveArea(each);
        if (area === null || naive === null) {
            assert.equal(area, naive);
            assert.deepEqual(rocCurve(each), []);
            return;
        }
        assert.ok(Math.abs(area - naive) < 1e-12);
        const curve = rocCurve(each);
        const under = curve.reduce((sum, point, place) => {
            const before = curve[place - 1] ?? point;
            return (sum + ((point.falsePositives - before.falsePositives) * (point.truePositives + before.truePositives)) / 2);
        }, 0);
        assert.ok(Math.abs(under - area) < 1e-12);
        assert.deepEqual([curve.at(-1)?.truePositives, curve.at(-1)?.falsePositives], [1, 1]);
    }));
});
test('a threshold keeps at least the share, and not more without ties', () => {
    fc.assert(fc.property(scored, fc.double({ min: 0.01, max: 0.99, noNaN: true }), ({ scores }, share) => {
        const { threshold, kept, tied } = keepThreshold(scores, share);
        const wanted = Math.max(1, Math.round(share * scores.length));
        assert.equal(kept, scores.filter((score) => score >= threshold).length);
        assert.equal(tied, scores.filter((score) => score === threshold).length);
        assert.ok(kept >= wanted && kept - tied < wanted);
    }));
});
test('what thresholds keep', () => {
    const each = { scores: Float64Array.of(0.1, 0.4, 0.4, 0.8), positives: Uint8Array.of(0, 1, 0, 1) };
    assert.deepEqual(retrievalAt(each, [0.4, 0.5, 0.9]), [
        { threshold: 0.4, kept: 3, precision: 2 / 3, recall: 1 },
        { threshold: 0.5, kept: 1, precision: 1, recall: 0.5 },
        { threshold: 0.9, kept: 0, precision: null, recall: 0 },
    ]);
});
//# sourceMappingURL=roc.test.js.map