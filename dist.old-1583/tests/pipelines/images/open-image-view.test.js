import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { isImageProblem } from '../../../pipelines/images/image-view.js';
import { openImageView } from '../../../pipelines/images/open-image-view.js';
import { imageSample, imageView, pixelsOf } from './image-sample.js';
import { peerPicture } from './peer-picture.js';
const picture = peerPicture(2);
const { width, height } = picture;
const raw = () => sharp(picture.data, { raw: { width, height, channels: 3 } });
test('a header tells sides as shown, without decoding', async () => {
    const bytes = await raw().jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const header = { format: 'jpeg', width: height, height: width, frames: 1, depth: 8, colourSpace: 'srgb' };
    assert.deepEqual(await imageView(bytes).header(), { ...header, hasAlpha: false, orientation: 6, profile: 'srgb' });
});
/** For each EXIF orientation, which stored pixel is shown at (x, y). TIFF 6.0, tag 274. */
const shown = [
    (x, y) => [x, y],
    (x, y) => [width - 1 - x, y],
    (x, y) => [width - 1 - x, height - 1 - y],
    (x, y) => [x, height - 1 - y],
    (x, y) => [y, x],
    (x, y) => [y, height - 1 - x],
    (x, y) => [width - 1 - y, height - 1 - x],
    (x, y) => [width - 1 - y, x],
];
test('each orientation is applied', async () => {
    for (const [i, stored] of shown.entries()) {
        const bytes = await raw()
            .png()
            .withMetadata({ orientation: i + 1 })
            .toBuffer();
        const pixels = await pixelsOf(bytes);
        const sides = i < 4 ? [width, height] : [height, width];
        assert.deepEqual([pixels.width, pixels.height], sides);
        for (const [x, y] of [
            [0, 0],
            [3, 5],
            [pixels.width - 1, 0],
            [1, pixels.height - 2],
        ]) {
            const [fromX, fromY] = stored(x, y);
            const at = 3 * (y * pixels.width + x);
            const from = 3 * (fromY * width + fromX);
            assert.deepEqual([...pixels.data.slice(at, at + 3)], [...picture.data.slice(from, from + 3)], `${i + 1}: ${x}, ${y}`);
        }
    }
});
test('alpha is laid over white, 16 bits become 8, grey becomes RGB', async () => {
    const half = Buffer.from([100, 0, 200, 0, 100, 0, 200, 255]);
    const alpha = await sharp(half, { raw: { width: 2, height: 1, channels: 4 } })
        .png()
        .toBuffer();
    assert.deepEqual([...(await pixelsOf(alpha)).data], [255, 255, 255, 100, 0, 200]);
    const deep = await raw()
        .toColourspace('rgb16')
        .png({ bitdepth: 16 })
        .toBuffer();
    const header = await imageView(deep).header();
    assert.ok(!isImageProblem(header) && header.depth === 16 && header.colourSpace === 'rgb16');
    assert.equal(Buffer.compare((await pixelsOf(deep)).data, picture.data), 0);
    const grey = await sharp(Buffer.from([9, 200]), { raw: { width: 2, height: 1, channels: 1 } })
        .png()
        .toBuffer();
    assert.deepEqual([...(await pixelsOf(grey)).data], [9, 9, 9, 200, 200, 200]);
});
test('CMYK is converted by a profile', async () => {
    const cmyk = await raw().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
    const header = await imageView(cmyk).header();
    assert.ok(!isImageProblem(header) && header.colourSpace === 'cmyk');
    const { data } = await pixelsOf(cmyk);
    const mean = data.reduce((sum, value, i) => sum + Math.abs(value - (picture.data[i] ?? 0)), 0) / data.length;
    assert.equal(data.length, picture.data.length);
    assert.ok(mean < 40, `mean difference ${mean}`);
});
test('of an animation the first frame is shown', async () => {
    const frames = Buffer.concat([Buffer.alloc(3 * 64, 255), Buffer.alloc(3 * 64, 0)]);
    const gif = await sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
        .gif()
        .toBuffer();
    const header = await imageView(gif).header();
    assert.ok(!isImageProblem(header) && header.frames === 2 && header.height === 8);
    const pixels = await pixelsOf(gif);
    assert.equal(pixels.height, 8);
    assert.ok(pixels.data.every((value) => value === 255));
});
test('what cannot be decoded is a problem', async () => {
    const jpeg = await raw().jpeg().toBuffer();
    const progressive = await raw().jpeg({ progressive: true }).toBuffer();
    const png = await raw().png().toBuffer();
    const webp = await raw().webp().toBuffer();
    const gif = await raw().gif().toBuffer();
    const tiff = await raw().tiff().toBuffer();
    const cases = [
        ['text', Buffer.from('no picture'), 'unknown-format'],
        ['nothing', new Uint8Array(), 'unknown-format'],
        ['svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'format-not-supported'],
        ['bmp', Buffer.from('BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'latin1'), 'format-not-supported'],
        ['half a jpeg', jpeg.subarray(0, jpeg.length / 2), 'truncated'],
        ['half a progressive jpeg', progressive.subarray(0, progressive.length / 2), 'truncated'],
        ['half a png', png.subarray(0, png.length / 2), 'truncated'],
        ['half a webp', webp.subarray(0, webp.length / 2), 'truncated'],
        ['half a gif', gif.subarray(0, gif.length / 2), 'truncated'],
        ['half a tiff', tiff.subarray(0, tiff.length / 2), 'truncated'],
        ['the first bytes of a jpeg', jpeg.subarray(0, 20), 'truncated'],
        ['a png with a wrong byte', png.map((byte, i) => (i === png.length - 30 ? byte ^ 255 : byte)), 'not-decodable'],
    ];
    const found = {};
    const expected = {};
    for (const [name, bytes, problem] of cases) {
        const pixels = await imageView(bytes).pixels();
        expected[name] = problem;
        found[name] = isImageProblem(pixels) ? pixels.problem : 'pixels';
    }
    assert.deepEqual(found, expected);
});
test('pixels are counted before they are decoded', async () => {
    const bytes = await raw().jpeg().toBuffer();
    const at = openImageView(imageSample(bytes), { maxPixels: width * height });
    assert.ok(!isImageProblem(await at.pixels()));
    const below = openImageView(imageSample(bytes), { maxPixels: width * height - 1 });
    const problem = { problem: 'too-many-pixels', value: width * height, limit: width * height - 1 };
    assert.deepEqual(await below.pixels(), problem);
    assert.deepEqual(await below.signals(), problem);
});
test('whatever the bytes, a view answers', async () => {
    const small = sharp(peerPicture(3).data, { raw: { width: 33, height: 32, channels: 3 } });
    const files = await Promise.all([
        small.clone().jpeg().toBuffer(),
        small.clone().jpeg({ progressive: true }).toBuffer(),
        small.clone().png().toBuffer(),
        small.clone().webp().toBuffer(),
        small.clone().gif().toBuffer(),
        small.clone().tiff({ compression: 'lzw' }).toBuffer(),
    ]);
    const damage = fc.record({
        file: fc.constantFrom(...files),
        edits: fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), {
            minLength: 1,
            maxLength: 6,
        }),
        cut: fc.double({ min: 0.05, max: 1, noNaN: true }),
    });
    await fc.assert(fc.asyncProperty(damage, async ({ file, edits, cut }) => {
        const bytes = Uint8Array.from(file);
        for (const [place, value] of edits)
            bytes[Math.floor(place * bytes.length)] = value;
        const view = openImageView(imageSample(bytes.subarray(0, Math.ceil(cut * bytes.length))), { maxPixels: 1e6 });
        const pixels = await view.pixels();
        if (isImageProblem(pixels))
            assert.match(pixels.problem, /^[a-z-]+$/);
        else
            assert.equal(pixels.data.length, 3 * pixels.width * pixels.height);
    }), { numRuns: 150 });
});
//# sourceMappingURL=open-image-view.test.js.map