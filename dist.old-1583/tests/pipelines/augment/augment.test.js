import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { augment } from '../../../pipelines/augment/augment.js';
import { augmentations } from '../../../pipelines/augment/registry.js';
import { augmentNow, picture, stepOf } from './sample-images.js';
/** Parameters under which every operation does something. */
const strong = {
    'random-resized-crop': { size: [9, 11] },
    resize: { size: 20 },
    'center-crop': { size: 8 },
    'random-crop': { size: 24, padding: 3 },
    'random-horizontal-flip': { p: 1 },
    'random-vertical-flip': { p: 1 },
    'random-rotation': { degrees: 90, fill: [9, 8, 7] },
    'random-affine': { degrees: 20, translate: [0.2, 0.2], scale: [0.5, 1.5], shear: 10 },
    'random-perspective': { p: 1 },
    elastic: { alpha: 200, sigma: 2 },
    'color-jitter': { brightness: 0.5, contrast: 0.5, saturation: 0.5, hue: 0.3 },
    'random-grayscale': { p: 1 },
    'random-posterize': { p: 1, bits: 3 },
    'random-solarize': { p: 1, threshold: 100 },
    'random-equalize': { p: 1 },
    'random-autocontrast': { p: 1 },
    'random-adjust-sharpness': { p: 1, factor: 3 },
    'gaussian-blur': { kernel: [5, 3] },
    jpeg: { quality: [10, 40] },
    'random-erasing': { p: 1, value: 'random' },
};
const all = augmentations.map(({ name }) => stepOf(name, strong[name]));
const key = { seed: 3, recordId: 'train/7.png', epoch: 2 };
const boxes = [{ x: 3, y: 2, width: 9, height: 7, label: 'cat' }];
describe('every operation', () => {
    for (const step of all) {
        test(`${step.name} is a function of its key, and leaves the image that it was given`, async () => {
            const image = { pixels: picture(33, 21), boxes };
            const before = image.pixels.data.slice();
            const first = await augment([step], image, key);
            assert.deepEqual(await augment([step], { pixels: picture(33, 21), boxes }, { ...key }), first);
            assert.deepEqual(image.pixels.data, before);
            assert.equal(first.pixels.data.length, first.pixels.width * first.pixels.height * 3);
            const others = await Promise.all(Array.from({ length: 8 }, (_, epoch) => augment([step], image, { ...key, epoch })));
            const changed = others.filter(({ pixels }) => Buffer.compare(pixels.data, before) !== 0);
            assert.ok(changed.length > 0, 'it does something');
        });
        test(`${step.name} takes images of a pixel, a line, and two`, async () => {
            for (const [width, height] of [
                [1, 1],
                [1, 40],
                [300, 1],
                [2, 2],
                [3, 2],
            ]) {
                for (let epoch = 0; epoch < 3; epoch++) {
                    const edge = [{ x: 0, y: 0, width, height, label: null }];
                    const { pixels } = await augment([step], { pixels: picture(width, height), boxes: edge }, { ...key, epoch });
                    assert.equal(pixels.data.length, pixels.width * pixels.height * 3);
                    assert.ok(pixels.width > 0 && pixels.height > 0);
                }
            }
        });
    }
});
describe('a list of operations', () => {
    const flip = stepOf('random-horizontal-flip');
    const erase = stepOf('random-erasing', { p: 1 });
    test('only jpeg makes it wait, and what follows is done all the same', async () => {
        const image = { pixels: picture(33, 21), boxes };
        const jpeg = stepOf('jpeg', { quality: 30 });
        for (const step of all) {
            assert.equal(augment([step], image, key) instanceof Promise, step.name === 'jpeg', step.name);
        }
        const whole = await augment([flip, jpeg, erase], image, key);
        const begun = await augment([flip, jpeg], image, key);
        assert.deepEqual(augmentNow([flip, jpeg, erase], begun, { ...key, from: 2 }), whole);
    });
    test('steps draw for themselves: what one draws hangs on no other', () => {
        const image = { pixels: picture(33, 21), boxes: [] };
        const after = (first) => augmentNow([first, erase], image, { ...key });
        const plain = after(stepOf('random-horizontal-flip', { p: 0 }));
        const blurred = after(stepOf('random-posterize', { p: 0, bits: 1 }));
        assert.deepEqual(plain, blurred);
        assert.notDeepEqual(augmentNow([erase, erase], image, key), augmentNow([erase], image, key));
    });
    test('seeds, records and epochs give other pictures', () => {
        const image = { pixels: picture(33, 21), boxes: [] };
        const results = [{ ...key }, { ...key, seed: 4 }, { ...key, recordId: 'train/8.png' }, { ...key, epoch: 3 }].map((each) => Buffer.from(augmentNow([erase], image, each).pixels.data).toString('base64'));
        assert.equal(new Set(results).size, 4);
    });
    test('p is how often', () => {
        const image = { pixels: picture(5, 4), boxes: [] };
        const step = stepOf('random-horizontal-flip', { p: 0.3 });
        const flipped = Array.from({ length: 2000 }, (_, epoch) => augmentNow([step], image, { epoch }).pixels !== image.pixels);
        const share = flipped.filter(Boolean).length / flipped.length;
        assert.ok(Math.abs(share - 0.3) < 0.04, `${share}`);
    });
    test('batch operations are left out, and an unknown name is an error', () => {
        const image = { pixels: picture(5, 4), boxes: [] };
        assert.equal(augmentNow([{ name: 'mix-up', parameters: { alpha: 1 } }], image), image);
        assert.throws(() => augmentNow([{ name: 'mixup', parameters: {} }], image), /no augmentation "mixup"/);
    });
});
//# sourceMappingURL=augment.test.js.map