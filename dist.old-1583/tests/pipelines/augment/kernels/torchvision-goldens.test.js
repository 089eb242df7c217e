import assert from 'node:assert/strict';
import { test } from 'node:test';
import { affine, affinePoint } from '../../../../pipelines/augment/kernels/affine.js';
import { adjustBrightness, adjustContrast } from '../../../../pipelines/augment/kernels/brightness-contrast.js';
import { crop } from '../../../../pipelines/augment/kernels/crop.js';
import { elastic, elasticDisplacement } from '../../../../pipelines/augment/kernels/elastic.js';
import { erase } from '../../../../pipelines/augment/kernels/erase.js';
import { flipHorizontal, flipVertical } from '../../../../pipelines/augment/kernels/flip.js';
import { gaussianBlur } from '../../../../pipelines/augment/kernels/gaussian-blur.js';
import { gaussianNoise } from '../../../../pipelines/augment/kernels/gaussian-noise.js';
import { autocontrast, equalize } from '../../../../pipelines/augment/kernels/histogram-levels.js';
import { adjustHue } from '../../../../pipelines/augment/kernels/hue.js';
import { jpegArtefacts } from '../../../../pipelines/augment/kernels/jpeg-artefacts.js';
import { invert, posterize, solarize } from '../../../../pipelines/augment/kernels/levels.js';
import { pad } from '../../../../pipelines/augment/kernels/pad.js';
import { perspective, perspectivePoint } from '../../../../pipelines/augment/kernels/perspective.js';
import { rotate, rotatePoint } from '../../../../pipelines/augment/kernels/rotate.js';
import { adjustSaturation, toGrayscale } from '../../../../pipelines/augment/kernels/saturation.js';
import { adjustSharpness } from '../../../../pipelines/augment/kernels/sharpness.js';
import { difference, goldenCases, goldens } from './golden-cases.js';
const number = (value) => (typeof value === 'number' ? value : Number.NaN);
const numbers = (value) => (Array.isArray(value) ? value.map(Number) : []);
function pair(value) {
    const [x = Number.NaN, y = Number.NaN] = numbers(value);
    return [x, y];
}
function fill(value) {
    const [red, green, blue] = numbers(value);
    return red === undefined || green === undefined || blue === undefined ? null : [red, green, blue];
}
function options({ interpolation, fill: colour }) {
    return { interpolation: interpolation === 'bilinear' ? 'bilinear' : 'nearest', fill: fill(colour) };
}
function corners(value) {
    const points = (Array.isArray(value) ? value : []).map((point) => {
        const [x, y] = pair(point);
        return { x, y };
    });
    const [a, b, c, d] = points;
    assert.ok(a !== undefined && b !== undefined && c !== undefined && d !== undefined);
    return [a, b, c, d];
}
function outerCorners({ width, height }) {
    const [x, y] = [width - 1, height - 1];
    return [
        { x: 0, y: 0 },
        { x, y: 0 },
        { x, y },
        { x: 0, y },
    ];
}
function movedCorners(pixels, by) {
    const [a, b, c, d] = outerCorners(pixels).map((corner, i) => ({
        x: corner.x + (by[i]?.x ?? 0),
        y: corner.y + (by[i]?.y ?? 0),
    }));
    assert.ok(a !== undefined && b !== undefined && c !== undefined && d !== undefined);
    return [a, b, c, d];
}
function transform(p) {
    return {
        angle: number(p['angle']),
        translate: pair(p['translate']),
        scale: number(p['scale']),
        shear: pair(p['shear']),
    };
}
/** Numbers of make_goldens.py. */
function counted() {
    let i = 0;
    return () => ((i++ * 48271) % 65537) / 65537;
}
function countedNormal() {
    let i = 0;
    return () => (((i++ * 7919) % 2001) - 1000) / 400;
}
const operations = {
    horizontal_flip: flipHorizontal,
    vertical_flip: flipVertical,
    crop: (pixels, { left, top, width, height }) => crop(pixels, { x: number(left), y: number(top), width: number(width), height: number(height) }),
    pad: (pixels, { padding, padding_mode: mode, fill: colour }) => {
        const [left = 0, top = 0, right = 0, bottom = 0] = numbers(padding);
        return pad(pixels, { left, top, right, bottom }, fill(colour) ?? mode);
    },
    affine: (pixels, p) => affine(pixels, transform(p), options(p)),
    rotate: (pixels, p) => rotate(pixels, number(p['angle']), options(p)),
    perspective: (pixels, p) => perspective(pixels, outerCorners(pixels), movedCorners(pixels, corners(p['by'])), options(p)),
    elastic: (pixels, { alpha, sigma }) => {
        const parameters = { alpha: [number(alpha), number(alpha)], sigma: [number(sigma), number(sigma)] };
        const displacement = elasticDisplacement(pixels.width, pixels.height, parameters, counted());
        return elastic(pixels, displacement, { interpolation: 'bilinear', fill: [0, 0, 0] });
    },
    adjust_brightness: (pixels, { factor }) => adjustBrightness(pixels, number(factor)),
    adjust_contrast: (pixels, { factor }) => adjustContrast(pixels, number(factor)),
    adjust_saturation: (pixels, { factor }) => adjustSaturation(pixels, number(factor)),
    adjust_sharpness: (pixels, { factor }) => adjustSharpness(pixels, number(factor)),
    adjust_hue: (pixels, { shift }) => adjustHue(pixels, number(shift)),
    grayscale: toGrayscale,
    posterize: (pixels, { bits }) => posterize(pixels, number(bits)),
    solarize: (pixels, { threshold }) => solarize(pixels, number(threshold)),
    equalize,
    autocontrast,
    invert,
    gaussian_blur: (pixels, { size, sigma }) => gaussianBlur(pixels, pair(size), pair(sigma)),
    gaussian_noise: (pixels, { mean, sigma }) => gaussianNoise(pixels, number(mean), number(sigma), countedNormal()),
    jpeg: (pixels, { quality }) => jpegArtefacts(pixels, number(quality)),
    erase: (pixels, { x, y, width, height, value }) => erase(pixels, { x: number(x), y: number(y), width: number(width), height: number(height) }, fill(value) ?? [0, 0, 0]),
};
const cases = goldenCases();
test('the goldens have every operation', () => {
    assert.deepEqual([...new Set(cases.map(({ operation }) => operation))].sort(), Object.keys(operations).sort());
});
for (const [name, operation] of Object.entries(operations)) {
    test(`${name} gives what torchvision gives`, async () => {
        for (const { parameters, input, expected, operation: own } of cases) {
            if (own !== name)
                continue;
            const result = await operation(input, parameters);
            assert.deepEqual([result.width, result.height], [expected.width, expected.height]);
            const { mean, highest } = difference(result, expected);
            if (process.env['SHOW'])
                console.log(name, JSON.stringify(parameters), input.width, mean, highest);
            else
                assert.ok(mean <= 0.01 && highest <= 1, `${name} ${JSON.stringify(parameters)}: mean ${mean}, highest ${highest}`);
        }
    });
}
test('points come to lie where torchvision lays them', () => {
    for (const { operation, parameters: p, from, to } of goldens.points) {
        for (const [i, [x, y]] of from.entries()) {
            const point = { x, y };
            const result = operation === 'affine'
                ? affinePoint(point, transform(p), 48, 32)
                : operation === 'rotate'
                    ? rotatePoint(point, number(p['angle']), 48, 32)
                    : perspectivePoint(point, corners(p['start']), corners(p['end']));
            const [toX = Number.NaN, toY = Number.NaN] = to[i] ?? [];
            assert.ok(result !== null && Math.hypot(result.x - toX, result.y - toY) < 1e-3, `${operation} ${x} ${y}`);
        }
    }
});
//# sourceMappingURL=torchvision-goldens.test.js.map