import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DomUtils, Parser, parseDocument } from 'htmlparser2';
import { outline, roundTicks, smoothed, thinned } from '../../../training/runs/curve-points.js';
import { lossCurve } from '../../../training/runs/loss-curve.js';
import { sampleReport } from './sample-reports.js';
const height = 300;
/** Places of all marks in a picture whose tags are closed and that holds nothing but shapes and text. */
function placesIn(svg) {
    const open = [];
    const parser = new Parser({ onopentag: (name) => open.push(name), onclosetag: (name) => assert.equal(open.pop(), name) }, { xmlMode: true });
    parser.end(svg);
    assert.deepEqual(open, []);
    const elements = DomUtils.getElementsByTagName('*', parseDocument(svg, { xmlMode: true }));
    return elements.flatMap(({ name, attribs }) => {
        assert.ok(['svg', 'title', 'rect', 'text', 'polyline', 'circle'].includes(name), name);
        assert.equal('style' in attribs, false);
        if (name === 'polyline')
            return attribs['points']?.split(' ').map((pair) => pair.split(',').map(Number)) ?? [];
        if (name === 'circle')
            return [[Number(attribs['cx']), Number(attribs['cy'])]];
        return name === 'rect' ? [[Number(attribs['x']), Number(attribs['y'])]] : [];
    });
}
test('whatever the numbers are, the picture is whole, small and inside its frame', () => {
    const anyNumber = fc.oneof(fc.double(), fc.double({ min: 0, max: 20, noNaN: true }), fc.constantFrom(0, 1e308, -1e308));
    const anyRows = fc.array(fc.record({
        loss: anyNumber,
        learningRate: anyNumber,
        validated: fc.boolean(),
        gap: fc.integer({ min: 1, max: 1e6 }),
    }), { maxLength: 12 });
    fc.assert(fc.property(anyRows, fc.string(), (drawn, title) => {
        let step = 0;
        const rows = drawn.map(({ loss, learningRate, validated, gap }) => {
            step += gap;
            const row = { step, epoch: 0, loss, gradientNorm: 1, learningRate, tokens: step };
            return validated ? { ...row, validation: { loss } } : row;
        });
        for (const [x, y] of placesIn(lossCurve(`${title}</title><script>`, rows))) {
            assert.ok(x >= 0 && x <= 640 && y >= 0 && y <= height, `${x}, ${y}`);
        }
    }), { numRuns: 300 });
});
test('a long run takes no more room than 20 kB, with every step validated', () => {
    for (const steps of [0, 1, 2, 299, 301, 5000, 50_000]) {
        const rows = Array.from({ length: steps }, (_, index) => {
            const report = sampleReport(1_000_000 + index);
            return { ...report, validation: { loss: report.loss + 1 } };
        });
        const svg = lossCurve('pretrain', rows);
        placesIn(svg);
        assert.ok(svg.length < 20_000, `${svg.length} for ${steps} steps`);
    }
});
test('the lowest validation and where the run stands are told in words', () => {
    const rows = [3, 2, 2.5].map((loss, index) => ({ ...sampleReport(1000 * (index + 1)), loss, validation: { loss: loss + 0.5 } }));
    const svg = lossCurve('spam', rows);
    assert.match(svg, /training loss 2\.500/);
    assert.match(svg, /validation, lowest 2\.500 at step 2,000/);
});
test('the mean follows a straight line without lag, and thinning keeps both ends', () => {
    const points = Array.from({ length: 1000 }, (_, index) => ({ step: index, value: 2 * index }));
    for (const { step, value } of smoothed(points, 10).slice(10, -10))
        assert.ok(Math.abs(value - 2 * step) < 1e-9);
    const thin = thinned(points, 7);
    assert.deepEqual([thin.length, thin[0]?.step, thin.at(-1)?.step], [7, 0, 999]);
    const { low, high } = outline([3, 1, 2, 9, 5, 7].map((value, step) => ({ step, value })), 2);
    assert.deepEqual([low, high], [
        [
            { step: 0, value: 1 },
            { step: 3, value: 5 },
        ],
        [
            { step: 0, value: 3 },
            { step: 3, value: 9 },
        ],
    ]);
});
test('ticks are round and inside the range', () => {
    assert.deepEqual(roundTicks(0.9, 4.3, 6), [1, 2, 3, 4]);
    assert.deepEqual(roundTicks(1, 400, 6), [100, 200, 300, 400]);
    assert.deepEqual(roundTicks(0.0012, 0.0019, 6), [0.0012, 0.0014, 0.0016, 0.0018]);
});
//# sourceMappingURL=loss-curve.test.js.map