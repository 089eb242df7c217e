import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adjustBrightness, adjustContrast } from '../../../pipelines/augment/kernels/brightness-contrast.js';
import { gaussianBlur } from '../../../pipelines/augment/kernels/gaussian-blur.js';
import { autocontrast, equalize } from '../../../pipelines/augment/kernels/histogram-levels.js';
import { adjustHue } from '../../../pipelines/augment/kernels/hue.js';
import { posterize, solarize } from '../../../pipelines/augment/kernels/levels.js';
import { rotate } from '../../../pipelines/augment/kernels/rotate.js';
import { adjustSaturation, toGrayscale } from '../../../pipelines/augment/kernels/saturation.js';
import { adjustSharpness } from '../../../pipelines/augment/kernels/sharpness.js';
import { augmentNow, picture, stepOf } from './sample-images.js';
const pixels = picture(30, 20);
test('each operation does what its name says, with its own parameters', () => {
    const cases = [
        ['random-grayscale', { p: 1 }, toGrayscale(pixels)],
        ['random-posterize', { p: 1, bits: 3 }, posterize(pixels, 3)],
        ['random-solarize', { p: 1, threshold: 99.5 }, solarize(pixels, 99.5)],
        ['random-equalize', { p: 1 }, equalize(pixels)],
        ['random-autocontrast', { p: 1 }, autocontrast(pixels)],
        ['random-adjust-sharpness', { p: 1, factor: 2.5 }, adjustSharpness(pixels, 2.5)],
        ['color-jitter', { brightness: [1.5, 1.5] }, adjustBrightness(pixels, 1.5)],
        ['color-jitter', { contrast: [0.5, 0.5] }, adjustContrast(pixels, 0.5)],
        ['color-jitter', { saturation: [2, 2] }, adjustSaturation(pixels, 2)],
        ['color-jitter', { hue: [0.25, 0.25] }, adjustHue(pixels, 0.25)],
        ['color-jitter', {}, pixels],
        ['gaussian-blur', { kernel: [5, 3], sigma: 1.5 }, gaussianBlur(pixels, [5, 3], [1.5, 1.5])],
        ['random-rotation', { degrees: [30, 30] }, rotate(pixels, 30, { interpolation: 'nearest', fill: [0, 0, 0] })],
        ['random-affine', {}, pixels],
    ];
    for (const [name, parameters, expected] of cases) {
        const result = augmentNow([stepOf(name, parameters)], { pixels, boxes: [] });
        assert.deepEqual(result.pixels, expected, `${name} ${JSON.stringify(parameters)}`);
    }
});
test('color-jitter takes its four changes in every order', () => {
    const step = stepOf('color-jitter', {
        brightness: [1.4, 1.4],
        contrast: [0.6, 0.6],
        saturation: [1.7, 1.7],
        hue: [0.2, 0.2],
    });
    const results = Array.from({ length: 400 }, (_, epoch) => augmentNow([step], { pixels, boxes: [] }, { epoch }).pixels);
    const kinds = new Map();
    for (const { data } of results) {
        const text = Buffer.from(data).toString('base64');
        kinds.set(text, (kinds.get(text) ?? 0) + 1);
    }
    // Some of the 24 orders give equal pictures, since brightness and hue, or others, may be exchanged.
    assert.ok(kinds.size > 8 && kinds.size <= 24, `${kinds.size}`);
});
test('random-crop shows every part of the padded picture', () => {
    const small = {
        data: Uint8Array.from({ length: 12 }, (_, i) => 10 + Math.floor(i / 3)),
        width: 2,
        height: 2,
    };
    const step = stepOf('random-crop', { size: 1, padding: [1, 0, 0, 2], fill: [200, 201, 202] });
    const seen = new Map();
    for (let epoch = 0; epoch < 600; epoch++) {
        const { data } = augmentNow([step], { pixels: small, boxes: [] }, { epoch }).pixels;
        seen.set(data.join(), (seen.get(data.join()) ?? 0) + 1);
    }
    // 3 × 4 places, of which four are the picture's own.
    assert.deepEqual([...seen.keys()].sort(), ['10,10,10', '11,11,11', '12,12,12', '13,13,13', '200,201,202']);
    assert.ok((seen.get('12,12,12') ?? 0) > 25 && (seen.get('200,201,202') ?? 0) > 350);
});
test('center-crop rounds as torchvision does, and pads what is smaller', () => {
    // Rows of 7: 3 are left of the middle 2 by round(2.5) = 2, half to even.
    const row = { data: Uint8Array.from({ length: 21 }, (_, i) => Math.floor(i / 3)), width: 7, height: 1 };
    const cut = augmentNow([stepOf('center-crop', { size: [1, 2] })], { pixels: row, boxes: [] }).pixels;
    assert.deepEqual([...cut.data], [2, 2, 2, 3, 3, 3]);
    const padded = augmentNow([stepOf('center-crop', { size: [2, 10] })], { pixels: row, boxes: [] }).pixels;
    assert.deepEqual([...padded.data].filter((_, i) => i % 3 === 0), [0, 0, 1, 2, 3, 4, 5, 6, 0, 0, ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]]);
});
test('random-erasing paints its value, and leaves an image where no rectangle fits', () => {
    const white = { data: new Uint8Array(30 * 20 * 3).fill(255), width: 30, height: 20 };
    const step = stepOf('random-erasing', { p: 1, value: [1, 2, 3], scale: [0.1, 0.1] });
    const { data } = augmentNow([step], { pixels: white, boxes: [] }).pixels;
    const painted = data.filter((value, i) => i % 3 === 1 && value === 2).length;
    assert.ok(Math.abs(painted - 60) < 12, `${painted}`);
    const whole = stepOf('random-erasing', { p: 1, scale: [1, 1], ratio: [1, 1] });
    assert.equal(augmentNow([whole], { pixels: white, boxes: [] }).pixels, white);
});
test('gaussian-noise and aug-mix keep to their strength', () => {
    const grey = { data: new Uint8Array(40 * 40 * 3).fill(100), width: 40, height: 40 };
    const { data } = augmentNow([stepOf('gaussian-noise', { mean: 0.1, sigma: 0.05 })], {
        pixels: grey,
        boxes: [],
    }).pixels;
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    const deviation = Math.sqrt(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length);
    assert.ok(Math.abs(mean - 125.5) < 1.5 && Math.abs(deviation - 12.75) < 1, `${mean} ± ${deviation}`);
    const mixed = augmentNow([stepOf('aug-mix', { alpha: 1 })], { pixels, boxes: [] }).pixels;
    assert.notDeepEqual(mixed.data, pixels.data);
});
//# sourceMappingURL=operations.test.js.map