import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addValue, emptyHistogram, filledBins, largest, mean, mergeHistograms, quantile, smallest, } from '../../quality/histogram.js';
const kinds = ['count', 'ratio', 'share'];
const anyValue = {
    count: fc.oneof(fc.nat(40), fc.nat(2 ** 40)),
    ratio: fc.double({ min: 0, max: 1e6, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
};
function histogramOf(kind, values) {
    const histogram = emptyHistogram(kind);
    for (const value of values)
        addValue(histogram, value);
    return histogram;
}
for (const kind of kinds) {
    test(`${kind}: any split and order of values gives the same histogram, also by way of JSON`, () => {
        const parts = fc.array(fc.array(anyValue[kind], { maxLength: 20 }), { maxLength: 6 });
        fc.assert(fc.property(parts, (lists) => {
            const whole = histogramOf(kind, lists.flat());
            const pieces = lists.map((list) => JSON.parse(JSON.stringify(histogramOf(kind, [...list].reverse()))));
            assert.deepEqual(mergeHistograms(kind, pieces.reverse()), whole);
            assert.deepEqual(mergeHistograms(kind, [mergeHistograms(kind, pieces), emptyHistogram(kind)]), whole);
        }));
    });
    test(`${kind}: bins hold their values, and a quantile is within the bin of the true one`, () => {
        const step = { count: 1, ratio: 1e-3, share: 1e-6 }[kind];
        fc.assert(fc.property(fc.array(anyValue[kind], { minLength: 1, maxLength: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
            const histogram = histogramOf(kind, values);
            const stored = values.map((value) => Math.round(value / step) * step).sort((a, b) => a - b);
            assert.ok(Math.abs((smallest(histogram) ?? -1) - (stored[0] ?? 0)) <= step / 2);
            assert.ok(Math.abs((largest(histogram) ?? -1) - (stored.at(-1) ?? 0)) <= step / 2);
            const bins = filledBins(histogram);
            assert.equal(bins.reduce((sum, { count }) => sum + count, 0), values.length);
            const wanted = stored[Math.max(0, Math.ceil(q * values.length) - 1)] ?? 0;
            const found = quantile(histogram, q) ?? -1;
            const width = kind === 'share' ? 0.01 : Math.max(step, wanted / 8);
            assert.ok(Math.abs(found - wanted) <= width, `${found} for ${wanted}`);
        }));
    });
}
test('bins are exact below 16 and eight to the octave above', () => {
    const histogram = histogramOf('count', [0, 1, 15, 16, 17, 18, 1024, 1151, 1152]);
    assert.deepEqual(filledBins(histogram), [
        { from: 0, to: 1, count: 1 },
        { from: 1, to: 2, count: 1 },
        { from: 15, to: 16, count: 1 },
        { from: 16, to: 18, count: 2 },
        { from: 18, to: 20, count: 1 },
        { from: 1024, to: 1152, count: 2 },
        { from: 1152, to: 1280, count: 1 },
    ]);
});
test('the bins of shares begin at hundredths, in spite of floating point', () => {
    for (let hundredth = 0; hundredth < 100; hundredth++) {
        assert.equal(filledBins(histogramOf('share', [hundredth / 100]))[0]?.from, hundredth / 100);
    }
    assert.deepEqual(filledBins(histogramOf('share', [1])), [{ from: 0.99, to: 1, count: 1 }]);
});
test('sums are exact: means of whole numbers do not depend on order', () => {
    assert.equal(mean(histogramOf('count', [1, 2, 4])), 7 / 3);
    const tenths = Array.from({ length: 10 }, () => 0.1);
    assert.equal(mean(histogramOf('share', tenths)), 0.1);
});
test('what is outside the range counts as the nearest value in it', () => {
    const shares = histogramOf('share', [-1, Number.NaN, 2, Number.POSITIVE_INFINITY]);
    assert.deepEqual([smallest(shares), largest(shares), shares.total], [0, 1, 4]);
    assert.equal(largest(histogramOf('count', [Number.POSITIVE_INFINITY])), 2 ** 40);
});
test('nothing has no median', () => {
    const empty = emptyHistogram('count');
    assert.deepEqual([quantile(empty, 0.5), mean(empty), smallest(empty), largest(empty)], Array(4).fill(undefined));
});
//# sourceMappingURL=histogram.test.js.map