import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { fusedBoxes, fusedCrop } from '../../../pipelines/augment/fused-crop.js';
import { evaluationSteps, outputSize, varyingStep } from '../../../pipelines/augment/step-sizes.js';
import { openResampler } from '../../../pipelines/images/resample.js';
import { augmentNow, picture, stepOf } from './sample-images.js';
const crop = stepOf('random-resized-crop', { size: [20, 28], filter: 'bicubic' });
const flip = stepOf('random-horizontal-flip');
const erase = stepOf('random-erasing', { p: 1 });
const boxes = [{ x: 2, y: 1, width: 8, height: 6, label: 'cat' }];
describe('a fused crop', () => {
    const lists = [
        { steps: [crop, flip, erase], next: 2 },
        { steps: [crop, erase, flip], next: 1 },
        { steps: [stepOf('resize', { size: 24 }), flip, erase], next: 2 },
        { steps: [crop], next: 1 },
    ];
    test('and the steps that remain give the pixels and boxes of all steps', () => {
        const resampler = openResampler();
        const side = fc.integer({ min: 1, max: 70 });
        const property = fc.property(side, side, fc.nat(), fc.constantFrom(...lists), (width, height, epoch, list) => {
            const image = { pixels: picture(width, height, epoch % 5), boxes };
            const key = { seed: 9, recordId: 'r', epoch };
            const fused = fusedCrop(list.steps, { width, height }, key);
            assert.ok(fused !== null && fused.next === list.next);
            const data = new Uint8Array(fused.size.width * fused.size.height * 3);
            resampler.resample(image.pixels, fused.box, fused.size, fused.filter, fused.flip, data);
            const begun = { pixels: { data, ...fused.size }, boxes: fusedBoxes(boxes, fused) };
            const whole = augmentNow(list.steps, image, key);
            assert.deepEqual(augmentNow(list.steps, begun, { ...key, from: fused.next }), whole);
        });
        fc.assert(property, { numRuns: 120, seed: 4 });
    });
    test('there is none where the steps begin otherwise', () => {
        for (const steps of [[], [flip, crop], [erase], [stepOf('center-crop', { size: 4 })]]) {
            assert.equal(fusedCrop(steps, { width: 9, height: 9 }, { seed: 0, recordId: 'r', epoch: 0 }), null);
        }
    });
});
describe('sizes', () => {
    test('the last step that has one says it', () => {
        assert.deepEqual(outputSize([crop, flip]), { width: 28, height: 20 });
        assert.deepEqual(outputSize([crop, stepOf('center-crop', { size: 7 }), erase]), { width: 7, height: 7 });
        assert.equal(outputSize([crop, stepOf('resize', { size: 7 })]), null);
        assert.deepEqual(outputSize([stepOf('resize', { size: [5, 6] })]), { width: 6, height: 5 });
        assert.equal(outputSize([flip]), null);
    });
    test('steps on whole batches change none', () => {
        const mixUp = { name: 'mix-up', parameters: { alpha: 0.4 } };
        assert.deepEqual(outputSize([crop, mixUp]), { width: 28, height: 20 });
        assert.equal(outputSize([mixUp]), null);
        assert.equal(varyingStep([mixUp]), null);
    });
    test('the last step that leaves sides different is the one after which they vary', () => {
        const resize = stepOf('resize', { size: 7 });
        assert.equal(varyingStep([crop, resize, flip]), 'resize');
        for (const steps of [[], [flip, erase], [crop], [resize, stepOf('center-crop', { size: 7 })]]) {
            assert.equal(varyingStep(steps), null);
        }
    });
    test('at evaluation the middle is cut out, and what is random is left out', () => {
        const steps = evaluationSteps([stepOf('random-resized-crop', { size: 28 }), flip, stepOf('rand-augment'), erase]);
        assert.deepEqual(steps, [
            { name: 'resize', parameters: { size: 28, maxSize: null, filter: 'bilinear' } },
            { name: 'center-crop', parameters: { size: 28 } },
        ]);
        const [bright] = evaluationSteps([
            stepOf('random-crop', { size: 32, padding: 4 }),
            { name: 'mix-up', parameters: {} },
        ]);
        assert.deepEqual(bright, stepOf('center-crop', { size: 32 }));
        const own = [stepOf('resize', { size: 40, maxSize: 90 }), stepOf('center-crop', { size: [30, 20] })];
        assert.deepEqual(evaluationSteps([...own, flip]), own);
        for (const [width, height] of [
            [50, 31],
            [9, 70],
            [28, 28],
        ]) {
            const { pixels } = augmentNow(steps, { pixels: picture(width, height), boxes: [] });
            assert.deepEqual([pixels.width, pixels.height], [28, 28]);
        }
    });
    test('resize asks for no more than 50 million pixels, and no side of more than 100,000', () => {
        // The box that a decoder would be asked for; nothing is resampled here.
        const line = fusedCrop([stepOf('resize', { size: 1000 })], { width: 60_000, height: 1 }, { seed: 0, recordId: 'r', epoch: 0 });
        assert.deepEqual(line?.size, { width: 50_000, height: 1000 });
        const longest = fusedCrop([stepOf('resize', { size: 10 })], { width: 60_000, height: 1 }, { seed: 0, recordId: 'r', epoch: 0 });
        assert.deepEqual(longest?.size, { width: 100_000, height: 10 });
        const bounded = fusedCrop([stepOf('resize', { size: 10, maxSize: 40 })], { width: 300, height: 50 }, { seed: 0, recordId: 'r', epoch: 0 });
        assert.deepEqual(bounded?.size, { width: 40, height: 6 });
    });
});
//# sourceMappingURL=fused-crop.test.js.map