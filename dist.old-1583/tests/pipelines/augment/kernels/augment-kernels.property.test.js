import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { affine, affinePoint } from '../../../../pipelines/augment/kernels/affine.js';
import { blend } from '../../../../pipelines/augment/kernels/blend.js';
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
import { perspective } from '../../../../pipelines/augment/kernels/perspective.js';
import { rotate } from '../../../../pipelines/augment/kernels/rotate.js';
import { adjustSaturation, toGrayscale } from '../../../../pipelines/augment/kernels/saturation.js';
import { adjustSharpness } from '../../../../pipelines/augment/kernels/sharpness.js';
import { difference } from './golden-cases.js';
const runs = { numRuns: 30 };
const pictures = fc
    .tuple(fc.integer({ min: 1, max: 23 }), fc.integer({ min: 1, max: 23 }))
    .chain(([width, height]) => fc
    .uint8Array({ minLength: 3 * width * height, maxLength: 3 * width * height })
    .map((data) => ({ data, width, height })));
const interpolations = ['nearest', 'bilinear'];
const still = { angle: 0, translate: [0, 0], scale: 1, shear: [0, 0] };
const noPadding = { left: 0, top: 0, right: 0, bottom: 0 };
function warp(interpolation) {
    return { interpolation, fill: [9, 90, 200] };
}
function whole({ width, height }) {
    return [
        { x: 0, y: 0 },
        { x: width, y: 0 },
        { x: width, y: height },
        { x: 0, y: height },
    ];
}
function counted() {
    let i = 0;
    return () => ((i++ * 48271) % 65537) / 65537;
}
const unchanged = {
    brightness: (p) => adjustBrightness(p, 1),
    contrast: (p) => adjustContrast(p, 1),
    saturation: (p) => adjustSaturation(p, 1),
    sharpness: (p) => adjustSharpness(p, 1),
    posterize: (p) => posterize(p, 8),
    solarize: (p) => solarize(p, 256),
    'invert twice': (p) => invert(invert(p)),
    'flip twice': (p) => flipHorizontal(flipHorizontal(p)),
    'flip twice, top': (p) => flipVertical(flipVertical(p)),
    'half turn': (p) => flipHorizontal(flipVertical(rotate(p, 180, warp('bilinear')))),
    'whole turn': (p) => rotate(p, 360, warp('bilinear')),
    crop: (p) => crop(p, { x: 0, y: 0, width: p.width, height: p.height }),
    'pad and crop': (p) => crop(pad(p, { ...noPadding, left: 3, top: 2 }, 'reflect'), { x: 3, y: 2, width: p.width, height: p.height }),
    pad: (p) => pad(p, noPadding, [1, 2, 3]),
    blur: (p) => gaussianBlur(p, [1, 1], [3, 3]),
    noise: (p) => gaussianNoise(p, 0, 0, counted()),
    erase: (p) => erase(p, { x: 0, y: 0, width: 0, height: 0 }, [1, 2, 3]),
    blend: (p) => blend(p, invert(p), 1),
    ...Object.fromEntries(interpolations.flatMap((name) => [
        [`affine ${name}`, (p) => affine(p, still, warp(name))],
        [`elastic ${name}`, (p) => elastic(p, new Float32Array(2 * p.width * p.height), warp(name))],
    ])),
};
for (const [name, operation] of Object.entries(unchanged)) {
    test(`${name}: parameters that change nothing change nothing`, () => {
        fc.assert(fc.property(pictures, (picture) => {
            assert.deepEqual(operation(picture), picture);
        }), runs);
    });
}
test('a turn of the hue that ends where it began, and a view onto itself, move no value by more than rounding does', () => {
    fc.assert(fc.property(pictures, (picture) => {
        assert.ok(difference(adjustHue(picture, 0), picture).highest <= 1);
        const seen = perspective(picture, whole(picture), whole(picture), warp('bilinear'));
        assert.ok(difference(seen, picture).highest <= 1);
    }), runs);
});
const pointwise = {
    brightness: (p) => adjustBrightness(p, 1.3),
    saturation: (p) => adjustSaturation(p, 0.4),
    hue: (p) => adjustHue(p, 0.3),
    grayscale: toGrayscale,
    posterize: (p) => posterize(p, 3),
    solarize: (p) => solarize(p, 100.5),
    blend: (p) => blend(p, invert(p), 0.3),
};
test('operations on single pixels do the same to a part, whatever its size', () => {
    fc.assert(fc.property(pictures, fc.double({ min: 0, max: 1, noNaN: true }), (picture, share) => {
        const part = {
            x: Math.trunc(picture.width * share * 0.5),
            y: Math.trunc(picture.height * share * 0.5),
            width: Math.ceil(picture.width / 2),
            height: Math.ceil(picture.height / 2),
        };
        for (const [name, operation] of Object.entries(pointwise)) {
            assert.deepEqual(operation(crop(picture, part)), crop(operation(picture), part), name);
        }
    }), runs);
});
test('what a picture is taken from stays as it is, and the result has its size', () => {
    const every = {
        ...unchanged,
        ...pointwise,
        contrast: (p) => adjustContrast(p, 1.9),
        sharpness: (p) => adjustSharpness(p, 1.9),
        equalize,
        autocontrast,
        rotate: (p) => rotate(p, 90, warp('nearest')),
        blur: (p) => gaussianBlur(p, [31, 3], [3, 0.2]),
        noise: (p) => gaussianNoise(p, 0.1, 0.3, counted()),
        erase: (p) => erase(p, { x: -3, y: 2, width: 70, height: 3 }, [1, 2, 3]),
        elastic: (p) => {
            const displacement = elasticDisplacement(p.width, p.height, { alpha: [50, 50], sigma: [5, 5] }, counted());
            return elastic(p, displacement, warp('bilinear'));
        },
    };
    fc.assert(fc.property(pictures, (picture) => {
        const before = picture.data.slice();
        for (const [name, operation] of Object.entries(every)) {
            const { data, width, height } = operation(picture);
            assert.deepEqual([width, height, data.length], [picture.width, picture.height, before.length], name);
            assert.deepEqual(picture.data, before, name);
        }
    }), { numRuns: 15 });
});
test('pictures of every size are measured to their last pixel', () => {
    fc.assert(fc.property(pictures, (picture) => {
        const count = picture.width * picture.height;
        const grey = toGrayscale(picture).data;
        const mean = grey.reduce((sum, value) => sum + value, 0) / (3 * count);
        assert.equal(adjustContrast(picture, 0).data[3 * count - 1], Math.trunc(mean));
        const { data } = autocontrast(picture);
        for (const channel of [0, 1, 2]) {
            const own = picture.data.filter((_, i) => i % 3 === channel);
            const spread = data.filter((_, i) => i % 3 === channel);
            const flat = Math.min(...own) === Math.max(...own);
            assert.equal(Math.min(...spread), flat ? own[0] : 0);
            // As with torchvision, floats may miss the highest level by one.
            const highest = Math.max(...spread);
            assert.ok(flat ? highest === own[0] : highest >= 254, `${highest}`);
        }
    }), runs);
});
test('sharpness 0 is the weighed mean of nine pixels, at every place but the border', () => {
    fc.assert(fc.property(pictures, ({ data, width, height }) => {
        const smooth = adjustSharpness({ data, width, height }, 0).data;
        for (let i = 0; i < data.length; i++) {
            const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
            let sum = 4 * (data[i] ?? 0);
            for (const dy of [-1, 0, 1])
                for (const dx of [-1, 0, 1])
                    sum += data[i + 3 * (dy * width + dx)] ?? 0;
            const border = x === 0 || y === 0 || x === width - 1 || y === height - 1;
            assert.equal(smooth[i], border ? data[i] : Math.round(sum / 13));
        }
    }), runs);
});
test('numbers beyond all sense give an image, never a failure', () => {
    const odd = [0, -0, 1e-38, 1e9, -1e9, 1e38, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const numbers = fc.constantFrom(...odd);
    fc.assert(fc.property(pictures, fc.tuple(numbers, numbers, numbers, numbers), (picture, [a, b, c, d]) => {
        for (const interpolation of interpolations) {
            const transform = { angle: a, translate: [b, c], scale: d, shear: [a, d] };
            assert.equal(affine(picture, transform, warp(interpolation)).data.length, picture.data.length);
            assert.equal(rotate(picture, a, warp(interpolation)).data.length, picture.data.length);
            const corners = [
                { x: a, y: b },
                { x: b, y: c },
                { x: c, y: d },
                { x: d, y: a },
            ];
            const seen = perspective(picture, whole(picture), corners, warp(interpolation));
            assert.equal(seen.data.length, picture.data.length);
            const vectors = new Float32Array(2 * picture.width * picture.height).fill(a);
            assert.equal(elastic(picture, vectors, warp(interpolation)).data.length, picture.data.length);
        }
        for (const adjust of [adjustBrightness, adjustContrast, adjustSaturation, adjustSharpness, adjustHue, solarize]) {
            assert.equal(adjust(picture, a).data.length, picture.data.length);
        }
    }), runs);
    const far = affine({ data: new Uint8Array(27).fill(7), width: 3, height: 3 }, { ...still, translate: [1e9, 0] }, warp('nearest'));
    assert.deepEqual([...far.data.subarray(0, 6)], [9, 90, 200, 9, 90, 200]);
});
test('a shift or shear by rows gives what sampling each pixel gives', () => {
    // A scale of next to nothing keeps the kernel from moving rows whole.
    const sampled = 1 + 2 ** -22;
    fc.assert(fc.property(pictures, fc.integer({ min: -30, max: 30 }), fc.integer({ min: -9, max: 9 }), (picture, x, y) => {
        const moved = { ...still, translate: [x, y], shear: [x * 1.37, 0] };
        assert.deepEqual(affine(picture, moved, warp('nearest')), affine(picture, { ...moved, scale: sampled }, warp('nearest')));
    }), runs);
});
test('a picture moved out of itself, whatever its size, is the fill', () => {
    const picture = { data: new Uint8Array(3 * 500 * 500).fill(7), width: 500, height: 500 };
    for (const [x, y] of [
        [0, 600],
        [0, -600],
        [600, 0],
        [-600, 0],
        [0, 1900],
        [1900, -1900],
    ]) {
        for (const interpolation of interpolations) {
            const { data } = affine(picture, { ...still, translate: [x, y] }, warp(interpolation));
            assert.deepEqual([data[0], data[1], data[2], data.at(-1)], [9, 90, 200, 200]);
        }
    }
});
test('a picture lies where its point says', () => {
    const data = new Uint8Array(3 * 40 * 30);
    data.fill(255, 3 * (12 * 40 + 25), 3 * (12 * 40 + 26));
    const transform = { angle: 20, translate: [4, -3], scale: 1.3, shear: [9, 4] };
    const { x, y } = affinePoint({ x: 25.5, y: 12.5 }, transform, 40, 30);
    const warped = affine({ data, width: 40, height: 30 }, transform, { interpolation: 'nearest', fill: null });
    assert.equal(warped.data[3 * (Math.floor(y) * 40 + Math.floor(x))], 255);
});
test('a large image leaves no trace in the next one, and its memory is given up', async () => {
    const small = { data: Uint8Array.from({ length: 48 }, (_, i) => i * 5), width: 4, height: 4 };
    const before = [equalize(small), adjustSharpness(small, 2), await jpegArtefacts(small, 80)];
    const large = { data: new Uint8Array(3 * 4000 * 3000).fill(200), width: 4000, height: 3000 };
    assert.equal(posterize(large, 1).data[large.data.length - 1], 128);
    assert.deepEqual([equalize(small), adjustSharpness(small, 2), await jpegArtefacts(small, 80)], before);
});
//# sourceMappingURL=augment-kernels.property.test.js.map