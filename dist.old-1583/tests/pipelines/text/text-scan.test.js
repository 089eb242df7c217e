import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { characterClasses, lineBreak, space } from '../../../pipelines/text/character-class.js';
import { scanText } from '../../../pipelines/text/text-scan.js';
test('every code unit is white space, a line end or a surrogate where the classes of characters say so', () => {
    for (let unit = 0; unit <= 0xffff; unit++)
        same(Uint16Array.of(0x61, unit, 0x61));
});
test('a text is scanned the same wherever its units lie, also where it is longer than the kernel takes at once', () => {
    const units = fc.constantFrom(0x61, 0x20, 0x0a, 0x0d, 0x85, 0x3000, 0x4e2d, 0xd83d, 0xde00, 0x2028, 0x2007, 0x1f, 0xff);
    fc.assert(fc.property(fc.array(units, { maxLength: 70 }), fc.nat(40), (end, short) => {
        for (const length of [short, 2 ** 15 - short, 2 ** 16 - 20]) {
            const text = new Uint16Array(length + end.length).fill(0x62);
            text.set(end, length);
            same(text);
        }
    }), { numRuns: 60 });
});
test('what an earlier text left behind is not seen', () => {
    same(new Uint16Array(64).fill(0xd83d));
    assert.equal(scanText(Uint16Array.of(0x61)).surrogates, false);
});
/** Holds a scan to the classes of the units, looked at one by one. */
function same(units) {
    const edges = [];
    const breaks = [];
    let surrogates = false;
    let before = space;
    for (const [at, unit] of units.entries()) {
        const classes = characterClasses[unit] ?? 0;
        if ((classes & space) !== before)
            edges.push(at);
        if ((classes & lineBreak) !== 0)
            breaks.push(at);
        surrogates ||= unit >= 0xd800 && unit <= 0xdfff;
        before = classes & space;
    }
    if (before === 0)
        edges.push(units.length);
    const scanned = scanText(units);
    assert.deepEqual([...scanned.words], edges);
    assert.deepEqual([...scanned.breaks], breaks);
    assert.equal(scanned.surrogates, surrogates);
}
//# sourceMappingURL=text-scan.test.js.map