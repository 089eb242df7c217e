import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DomUtils, Parser, parseDocument } from 'htmlparser2';
import { histogramOutline } from '../../quality/histogram-outline.js';
import { bars, stackedBar } from '../../quality/plots.js';
const anyPart = fc.record({
    label: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('</text><script>alert(1)</script>'), fc.constant('中'.repeat(99))),
    value: fc.nat(1e9),
    colour: fc.constantFrom('kept', 'dropped', 'merged', 'quarantined', 'plain'),
});
const look = { tick: String, note: '<median> & 3' };
/** Checks that every tag is closed in order, without a script or a style, and that all coordinates are inside the picture. */
function checkPicture(svg) {
    const open = [];
    const parser = new Parser({
        onopentag: (name) => open.push(name),
        onclosetag: (name, implied) => {
            assert.equal(implied && !['rect', 'path'].includes(name), false, `${name} is not closed`);
            assert.equal(open.pop(), name);
        },
    }, { xmlMode: true });
    parser.end(svg);
    assert.deepEqual(open, []);
    const page = parseDocument(svg, { xmlMode: true });
    const elements = DomUtils.getElementsByTagName('*', page);
    const names = new Set(elements.map(({ name }) => name));
    assert.deepEqual([...names].filter((name) => !['svg', 'title', 'g', 'rect', 'path', 'text'].includes(name)), []);
    const [root] = elements;
    const { role, width: rootWidth, height: rootHeight, 'aria-label': name } = root?.attribs ?? {};
    assert.deepEqual([role, name === undefined], ['img', false]);
    for (const { name, attribs } of elements) {
        assert.equal('style' in attribs, false);
        if (name !== 'rect')
            continue;
        const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((key) => Number(attribs[key]));
        assert.ok(x >= 0 && y >= 0 && width >= 0 && height >= 0, JSON.stringify(attribs));
        assert.ok(x + width <= Number(rootWidth) + 0.5 && y + height <= Number(rootHeight) + 0.5);
    }
}
test('every picture is well-formed, inside its frame, and free of what data could inject', () => {
    const anyBins = fc
        .array(fc.tuple(fc.nat(60), fc.nat(1e6)), { minLength: 1, maxLength: 12 })
        .map((pairs) => [...new Map(pairs)].sort(([a], [b]) => a - b).map(([from, count]) => ({ from, to: from + 1, count })));
    fc.assert(fc.property(fc.array(anyPart, { maxLength: 6 }), anyBins, fc.constantFrom('log', 'linear'), (parts, bins, axis) => {
        checkPicture(bars('Bars & <more>', parts, 1e9));
        checkPicture(stackedBar('Parts', parts));
        checkPicture(histogramOutline('Values <b>', bins, { ...look, axis, before: [] }, 640));
        checkPicture(histogramOutline('Values', bins, { ...look, axis, before: bins.slice(1) }, 640));
    }));
});
test('the longest bar fills the room and the others keep its proportion', () => {
    const svg = bars('Bars', [
        { label: 'a', value: 400, colour: 'kept' },
        { label: 'b', value: 100, colour: 'dropped' },
    ], 500);
    const widths = [...svg.matchAll(/<rect[^>]* width="([\d.]+)"/g)].map((match) => Number(match[1]));
    assert.ok(Math.abs((widths[0] ?? 0) / (widths[1] ?? 1) - 4) < 0.01);
    assert.match(svg, />400\u200280 %</);
});
test('a picture is a few kB', () => {
    const parts = Array.from({ length: 12 }, (_, index) => ({ label: `reason ${index}`, value: index, colour: 'dropped' }));
    assert.ok(bars('Reasons', parts, 100).length < 6000);
    assert.ok(stackedBar('Fates', parts.slice(0, 4)).length < 3000);
});
//# sourceMappingURL=plots.test.js.map