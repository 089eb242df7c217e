import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { clipBoxes, cropBoxes } from '../../../pipelines/augment/boxes.js';
import { displaceBoxes } from '../../../pipelines/augment/displaced-boxes.js';
import { applyPolicyOperation } from '../../../pipelines/augment/policies/apply-operation.js';
import { augmentNow, painted, stepOf } from './sample-images.js';
/** Operations that move pixels; `upright` ones keep the sides of boxes upright. */
const geometric = [
    ['random-resized-crop', { size: [35, 50], scale: [0.2, 1] }, true],
    ['resize', { size: 24 }, true],
    ['resize', { size: [60, 50] }, true],
    ['center-crop', { size: [20, 70] }, true],
    ['random-crop', { size: 25, padding: [6, 3] }, true],
    ['random-horizontal-flip', { p: 1 }, true],
    ['random-vertical-flip', { p: 1 }, true],
    ['random-rotation', { degrees: 180 }, false],
    ['random-affine', { degrees: 40, translate: [0.3, 0.3], scale: [0.5, 2], shear: [-20, 20, -20, 20] }, false],
    ['random-affine', { translate: [0.5, 0.5], scale: [0.5, 2], interpolation: 'bilinear' }, true],
    ['random-perspective', { p: 1, distortion: 0.6 }, false],
    ['elastic', { alpha: 120, sigma: 3 }, false],
];
const boxIn = (width, height) => fc.tuple(fc.nat(width - 4), fc.nat(height - 4)).chain(([x, y]) => fc.record({
    x: fc.constant(x),
    y: fc.constant(y),
    width: fc.integer({ min: 3, max: width - x }),
    height: fc.integer({ min: 3, max: height - y }),
    label: fc.constantFrom('cat', null),
}));
describe('what is painted in a box lies in the box that it becomes', () => {
    for (const [name, parameters, upright] of geometric) {
        test(`${name} ${JSON.stringify(parameters)}`, () => {
            const property = fc.property(boxIn(40, 30), fc.nat(), (box, epoch) => {
                const image = { pixels: painted(40, 30, box), boxes: [box] };
                follows(box, augmentNow([stepOf(name, parameters)], image, { epoch }), upright);
            });
            fc.assert(property, { numRuns: 40, seed: 11 });
        });
    }
    for (const operation of ['ShearX', 'ShearY', 'TranslateX', 'TranslateY', 'Rotate']) {
        test(`${operation} of policies`, () => {
            const property = fc.property(boxIn(40, 30), fc.double({ min: -1, max: 1, noNaN: true }), (box, strength) => {
                const magnitude = strength * ({ ShearX: 0.99, ShearY: 0.99, Rotate: 135 }[operation] ?? 32);
                const image = { pixels: painted(40, 30, box), boxes: [box] };
                const warp = { interpolation: 'nearest', fill: null };
                follows(box, applyPolicyOperation(image, operation, magnitude, warp), operation.startsWith('Translate'));
            });
            fc.assert(property, { numRuns: 40, seed: 11 });
        });
    }
});
/** Holds the one box of an augmented picture to what can be seen of it. */
function follows(box, { pixels, boxes }, upright) {
    const seen = brightHull(pixels);
    const [after] = boxes;
    if (after === undefined) {
        assert.equal(seen, null, 'a box is gone, its content is not');
        return;
    }
    assert.equal(after.label, box.label);
    assert.ok(after.x >= 0 && after.x + after.width <= pixels.width, 'inside, along x');
    assert.ok(after.y >= 0 && after.y + after.height <= pixels.height, 'inside, along y');
    if (seen === null)
        return;
    // A pixel belongs to the box by its centre; what is interpolated is as bright as it is near.
    const margin = 0.75;
    assert.ok(seen.x + margin >= after.x && seen.y + margin >= after.y, text(after, seen));
    assert.ok(seen.x + seen.width - margin <= after.x + after.width, text(after, seen));
    assert.ok(seen.y + seen.height - margin <= after.y + after.height, text(after, seen));
    if (!upright)
        return;
    assert.ok(Math.abs(after.width - seen.width) <= 1.5, `as wide: ${text(after, seen)}`);
    assert.ok(Math.abs(after.height - seen.height) <= 1.5, `as high: ${text(after, seen)}`);
}
test('aug-mix keeps every box, around where it was and where chains move it', () => {
    const box = { x: 4, y: 5, width: 12, height: 9, label: 'cat' };
    for (let epoch = 0; epoch < 30; epoch++) {
        const step = stepOf('aug-mix', { severity: 10 });
        const { boxes } = augmentNow([step], { pixels: painted(40, 30, box), boxes: [box] }, { epoch });
        const [after] = boxes;
        assert.ok(after !== undefined && boxes.length === 1 && after.label === 'cat');
        assert.ok(after.x <= 4 && after.y <= 5 && after.x + after.width >= 16 && after.y + after.height >= 14);
    }
});
test('what is cut off goes, and a box without area or of no numbers is dropped', () => {
    const box = (x, y, width, height) => ({ x, y, width, height, label: null });
    const size = { width: 10, height: 8 };
    assert.deepEqual(clipBoxes([box(-2, -3, 5, 4), box(8, 6, 9, 9)], size), [box(0, 0, 3, 1), box(8, 6, 2, 2)]);
    const none = [box(10, 0, 4, 4), box(0, -4, 3, 4), box(2, 2, 0, 5), box(Number.NaN, 0, 4, 4), box(1, 1, -1, 4)];
    assert.deepEqual(clipBoxes(none, size), []);
    assert.deepEqual(cropBoxes([box(2, 3, 4, 2)], { ...box(2, 2, 4, 4) }, { width: 8, height: 8 }), [box(0, 2, 8, 4)]);
});
test('many boxes in a distorted image cost no search, and still hold their content', () => {
    const field = new Float32Array(2 * 40 * 30).fill(0.1);
    const box = { x: 10, y: 10, width: 8, height: 6, label: null };
    const [alone] = displaceBoxes([box], field, { width: 40, height: 30 });
    const [among] = displaceBoxes(new Array(300).fill(box), field, { width: 40, height: 30 });
    assert.deepEqual(alone, { x: 8, y: 8, width: 8, height: 6, label: null });
    assert.ok(among !== undefined && among.x <= 8 && among.y <= 8.5 && among.x + among.width >= 16);
});
/** The smallest box around the pixels that are more white than black. */
function brightHull({ data, width, height }) {
    let [left, top, right, bottom] = [width, height, 0, 0];
    for (let i = 0; i < width * height; i++) {
        if ((data[i * 3] ?? 0) < 128)
            continue;
        left = Math.min(left, i % width);
        right = Math.max(right, (i % width) + 1);
        top = Math.min(top, Math.floor(i / width));
        bottom = Math.max(bottom, Math.floor(i / width) + 1);
    }
    return right === 0 ? null : { x: left, y: top, width: right - left, height: bottom - top };
}
function text(after, seen) {
    return `box ${JSON.stringify(after)}, content ${JSON.stringify(seen)}`;
}
//# sourceMappingURL=boxes.test.js.map