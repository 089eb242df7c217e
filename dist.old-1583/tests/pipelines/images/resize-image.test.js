import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import sharp from 'sharp';
import { isImageProblem } from '../../../pipelines/images/image-view.js';
import { markImageRestarts } from '../../../pipelines/images/mark-image-restarts.js';
import { openImageView } from '../../../pipelines/images/open-image-view.js';
import { resize } from '../../../pipelines/images/resample.js';
import { resizedSides, resizeImage } from '../../../pipelines/images/resize-image.js';
import { packageRoot } from '../../../storage/package-root.js';
import { imageSample, imageView, pixelsOf } from './image-sample.js';
import { peerPicture } from './peer-picture.js';
/** 640 × 360. */
const picture = peerPicture(10);
const raw = () => sharp(picture.data, { raw: { width: 640, height: 360, channels: 3 } });
const boxes = [{ x: 64, y: 36, width: 320, height: 180, label: 'cat' }];
async function resized(bytes, parameters) {
    const view = imageView(bytes, { boxes });
    const result = await resizeImage.transform(view, resizeImage.parameters.parse(parameters));
    assert.ok('sample' in result, JSON.stringify(result));
    return { view, result };
}
test('sides are those of torchvision', () => {
    const file = readFileSync(new URL('tests/fixtures/images/torchvision-sides.json', packageRoot), 'utf8');
    const rows = JSON.parse(file);
    assert.equal(rows.length, 40);
    for (const [width, height, shorterSide, longest, toWidth, toHeight] of rows) {
        const limit = longest === 0 ? {} : { longerSide: longest };
        const sides = resizedSides({ width, height }, { shorterSide, ...limit, enlarge: true });
        assert.deepEqual(sides, { width: toWidth, height: toHeight }, `${width} × ${height} to ${shorterSide}, ${longest}`);
    }
    assert.deepEqual(resizedSides({ width: 17, height: 901 }, { shorterSide: 3, longerSide: 11, enlarge: true }).width, 1);
});
test('pixels are those of the resampler, and boxes follow', async () => {
    const { result } = await resized(await raw().png().toBuffer(), { shorterSide: 90, filter: 'bicubic' });
    const pixels = await pixelsOf(result.sample.bytes);
    assert.deepEqual([result.sample.format, pixels.width, pixels.height], ['png', 160, 90]);
    assert.equal(Buffer.compare(pixels.data, resize(picture, 160, 90, 'bicubic').data), 0);
    assert.deepEqual(result.sample.boxes, [{ x: 16, y: 9, width: 80, height: 45, label: 'cat' }]);
});
test('an image that is small enough keeps its bytes, unless it is to grow or to have another format', async () => {
    const bytes = await raw().jpeg().toBuffer();
    const same = await resized(bytes, { shorterSide: 360 });
    assert.equal(same.result, same.view);
    const small = await resized(bytes, { shorterSide: 720 });
    assert.equal(small.result, small.view);
    const grown = await resized(bytes, { shorterSide: 400, enlarge: true });
    const { width, height } = await pixelsOf(grown.result.sample.bytes);
    assert.deepEqual([width, height], [711, 400]);
    const webp = await resized(bytes, { shorterSide: 360, format: 'webp' });
    assert.equal(webp.result.sample.format, 'webp');
    assert.deepEqual(webp.result.sample.boxes, boxes);
});
test('a line that would grow beyond what can be held is dropped before it is decoded', async () => {
    const grown = async (parameters) => {
        const line = sharp({ create: { width: 5001, height: 1, channels: 3, background: 'red' } });
        const view = imageView(await line.png().toBuffer());
        const result = await resizeImage.transform(view, resizeImage.parameters.parse({ enlarge: true, ...parameters }));
        if ('reason' in result)
            return [result.reason, result.value, result.limit];
        const { width, height } = await pixelsOf(result.sample.bytes);
        return ['kept', width, height];
    };
    assert.deepEqual(await grown({ shorterSide: 100 }), ['too-many-pixels', 100 * 500_100, 50_000_000]);
    assert.deepEqual(await grown({ shorterSide: 20 }), ['too-large', 100_020, 100_000]);
    assert.deepEqual(await grown({ shorterSide: 100, longerSide: 10_000 }), ['kept', 10_000, 1]);
});
test('formats are kept where they can be written', async () => {
    const { data, width, height } = peerPicture(2);
    const small = sharp(data, { raw: { width, height, channels: 3 } });
    const found = {};
    for (const format of ['jpeg', 'png', 'webp', 'gif', 'tiff']) {
        const { result } = await resized(await small.clone().toFormat(format).toBuffer(), { shorterSide: 40 });
        found[format] = result.sample.format;
    }
    assert.deepEqual(found, { jpeg: 'jpeg', png: 'png', webp: 'webp', gif: 'png', tiff: 'png' });
});
const defineRestartInterval = Buffer.from([0xff, 0xdd, 0, 4]);
test('JPEGs get restart marks, which change no pixel', async () => {
    const bytes = await raw().jpeg().toBuffer();
    const marked = await resized(bytes, { shorterSide: 180 });
    const unmarked = await resized(bytes, { shorterSide: 180, restartMarks: false });
    assert.ok(Buffer.from(marked.result.sample.bytes).includes(defineRestartInterval));
    assert.ok(!Buffer.from(unmarked.result.sample.bytes).includes(defineRestartInterval));
    const [a, b] = [await marked.result.pixels(), await unmarked.result.pixels()];
    assert.ok(!isImageProblem(a) && !isImageProblem(b) && Buffer.compare(a.data, b.data) === 0);
    const whole = await markImageRestarts.transform(imageView(bytes), {});
    assert.ok('sample' in whole && Buffer.from(whole.sample.bytes).includes(defineRestartInterval));
    assert.equal(Buffer.compare((await pixelsOf(whole.sample.bytes)).data, (await pixelsOf(bytes)).data), 0);
    const progressive = imageView(await raw().jpeg({ progressive: true }).toBuffer());
    assert.equal(await markImageRestarts.transform(progressive, {}), progressive);
});
test('a JPEG that has more pixels than may be decoded gets no restart marks', async () => {
    const sample = imageSample(await raw().jpeg().toBuffer());
    const isMarked = async (maxPixels) => {
        const result = await markImageRestarts.transform(openImageView(sample, { maxPixels }), {});
        return 'sample' in result && Buffer.from(result.sample.bytes).includes(defineRestartInterval);
    };
    assert.equal(await isMarked(640 * 360), true);
    assert.equal(await isMarked(640 * 360 - 1), false);
});
//# sourceMappingURL=resize-image.test.js.map