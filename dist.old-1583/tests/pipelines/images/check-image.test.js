import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { checkImage } from '../../../pipelines/images/check-image.js';
import { cutMetadata } from '../../../pipelines/images/cut-metadata.js';
import { isImageProblem } from '../../../pipelines/images/image-view.js';
import { imageView, pixelsOf } from './image-sample.js';
import { peerPicture } from './peer-picture.js';
const picture = peerPicture(2);
function open({ data, width, height }) {
    return sharp(data, { raw: { width, height, channels: 3 } });
}
function check(bytes, limits = {}) {
    return checkImage.transform(imageView(bytes), checkImage.parameters.parse(limits));
}
async function fateOf(bytes, limits = {}) {
    const result = await check(bytes, limits);
    return 'reason' in result ? `${result.reason} ${result.value} ${result.limit}` : 'kept';
}
async function kept(bytes, limits = {}) {
    const result = await check(bytes, limits);
    assert.ok('sample' in result, JSON.stringify(result));
    return result;
}
/** A grey picture whose first `plain` pixels of 100 × 10 are 80, the others much brighter. */
function partlyPlain(plain) {
    const data = Uint8Array.from({ length: 3000 }, (_, i) => (i < 3 * plain ? 80 : 200));
    return { data, width: 100, height: 10 };
}
/** Noise of 40 × 20 with black bars: so many rows above and below, and columns left and right. */
function framed(top, bottom, left, right) {
    const data = Uint8Array.from({ length: 3 * 800 }, (_, i) => {
        const x = Math.floor(i / 3) % 40;
        const y = Math.floor(i / 120);
        return x < left || x >= 40 - right || y < top || y >= 20 - bottom ? 3 : 60 + ((i * 7919) % 190);
    });
    return { data, width: 40, height: 20 };
}
test('each limit has an image just inside and one just outside', async () => {
    const png = await open(picture).png().toBuffer();
    const { width, height } = picture;
    assert.equal(await fateOf(png, { minSide: height }), 'kept');
    assert.equal(await fateOf(png, { minSide: height + 1 }), `too-small ${height} ${height + 1}`);
    assert.equal(await fateOf(png, { maxSide: width }), 'kept');
    assert.equal(await fateOf(png, { maxSide: width - 1 }), `too-large ${width} ${width - 1}`);
    assert.equal(await fateOf(png, { maxPixels: width * height }), 'kept');
    assert.equal(await fateOf(png, { maxPixels: 5000 }), `too-many-pixels ${width * height} 5000`);
    assert.equal(await fateOf(png, { maxAspect: width / height }), 'kept');
    assert.equal(await fateOf(png, { maxAspect: 1.5 }), `aspect ${width / height} 1.5`);
    assert.equal(await fateOf(png, { formats: ['png'] }), 'kept');
    assert.equal(await fateOf(png, { formats: ['jpeg', 'webp'] }), 'format-not-allowed null null');
});
test('plain, bordered and blurred images are dropped by what is measured', async () => {
    const plain = { minSide: 1, maxUniform: 0.99 };
    assert.equal(await fateOf(await open(partlyPlain(990)).png().toBuffer(), plain), 'kept');
    assert.equal(await fateOf(await open(partlyPlain(991)).png().toBuffer(), plain), 'nearly-uniform 0.991 0.99');
    const noisy = { data: Uint8Array.from({ length: 3072 }, (_, i) => 120 + (i % 5)), width: 32, height: 32 };
    assert.equal(await fateOf(await open(noisy).png().toBuffer()), 'nearly-uniform 1 0.999');
    assert.equal(await fateOf(await open(framed(2, 3, 0, 0))
        .png()
        .toBuffer(), { maxBorder: 0.25 }), 'kept');
    assert.equal(await fateOf(await open(framed(3, 3, 0, 0))
        .png()
        .toBuffer(), { maxBorder: 0.25 }), 'bordered 0.3 0.25');
    assert.equal(await fateOf(await open(framed(0, 0, 4, 7))
        .png()
        .toBuffer(), { maxBorder: 0.25 }), 'bordered 0.275 0.25');
    assert.equal(await fateOf(await open(framed(9, 9, 19, 19))
        .png()
        .toBuffer()), 'kept');
    const sharpPicture = await open(peerPicture(10)).png().toBuffer();
    const blurred = await open(peerPicture(10)).blur(12).png().toBuffer();
    assert.equal(await fateOf(sharpPicture, { minSharpness: 100 }), 'kept');
    assert.match(await fateOf(blurred, { minSharpness: 100 }), /^blurred [0-9.]+ 100$/);
    assert.match(await fateOf(blurred, { minEntropy: 8 }), /^low-entropy [0-9.]+ 8$/);
});
test('what cannot be decoded is dropped with its problem', async () => {
    const jpeg = await open(picture).jpeg().toBuffer();
    assert.equal(await fateOf(Buffer.from('text')), 'unknown-format null null');
    assert.equal(await fateOf(Buffer.from('<svg width="90" height="90"/>')), 'format-not-allowed null null');
    assert.equal(await fateOf(jpeg.subarray(0, jpeg.length - 500)), 'truncated null null');
});
test('a plain file keeps its bytes', async () => {
    for (const format of ['jpeg', 'png', 'webp']) {
        const view = imageView(await open(picture).toFormat(format).toBuffer());
        assert.equal(await checkImage.transform(view, checkImage.parameters.parse({})), view, format);
    }
});
const exif = {
    IFD0: { Copyright: 'somebody', ImageDescription: 'private' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
};
const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>';
test('metadata and the profile of sRGB are cut out without touching the picture', async () => {
    for (const format of ['jpeg', 'png', 'webp']) {
        const told = await open(picture).toFormat(format).withExif(exif).withXmp(xmp).withIccProfile('srgb').toBuffer();
        const before = await sharp(told).metadata();
        assert.ok(before.exif !== undefined && before.xmp !== undefined && before.icc !== undefined, format);
        const { sample } = await kept(told);
        const after = await sharp(sample.bytes).metadata();
        assert.ok(after.exif === undefined && after.xmp === undefined && after.icc === undefined, format);
        assert.ok(!Buffer.from(sample.bytes).includes('private') && !Buffer.from(sample.bytes).includes('xmpmeta'));
        const [cut, whole] = [await pixelsOf(sample.bytes), await pixelsOf(told)];
        assert.ok(cut.data.every((level, place) => Math.abs(level - (whole.data[place] ?? 0)) <= 2), format);
        assert.equal((await kept(told, { metadata: 'keep' })).sample.bytes, told);
        assert.equal((await kept(sample.bytes)).sample.bytes, sample.bytes);
    }
});
test('colours of another profile become those of sRGB', async () => {
    for (const format of ['jpeg', 'png', 'webp']) {
        const told = await open(picture).toFormat(format).withIccProfile('p3').toBuffer();
        const { sample } = await kept(told);
        assert.equal((await sharp(sample.bytes).metadata()).icc, undefined);
        const [plain, shown] = [await pixelsOf(sample.bytes), await pixelsOf(told)];
        const away = plain.data.reduce((sum, level, place) => sum + Math.abs(level - (shown.data[place] ?? 0)), 0);
        assert.ok(away / plain.data.length < 3, `${format}: ${away / plain.data.length}`);
        assert.equal((await kept(sample.bytes)).sample.bytes, sample.bytes);
    }
});
test('each kind of aside that a file can have is found', async () => {
    const png = await open(picture).png().toBuffer();
    for (const type of ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'caBX', 'acTL', 'fcTL', 'fdAT']) {
        const body = Buffer.from(`${type}told`);
        const chunk = Buffer.concat([Buffer.from([0, 0, 0, 4]), body, Buffer.alloc(4)]);
        chunk.writeUInt32BE(crc32(body), 12);
        const told = Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
        assert.equal(Buffer.compare(cutMetadata('png', told) ?? told, png), 0, type);
    }
    const jpeg = await open(picture).jpeg().toBuffer();
    for (const marker of [0xe1, 0xe2, 0xe5, 0xed, 0xef, 0xfe]) {
        const told = Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, marker, 0, 4, 65, 66]), jpeg.subarray(2)]);
        assert.equal(Buffer.compare(cutMetadata('jpeg', told) ?? told, jpeg), 0, `marker ${marker}`);
    }
    const webp = await open(picture).webp().withExif(exif).withXmp(xmp).withIccProfile('srgb').toBuffer();
    const flags = (bytes) => bytes?.[20];
    assert.deepEqual([flags(webp), flags(cutMetadata('webp', webp))], [0x2c, 0]);
});
test('files whose structure is broken are not cut', async () => {
    const jpeg = await open(picture).jpeg().withExif(exif).toBuffer();
    const png = await open(picture).png().withExif(exif).toBuffer();
    const webp = await open(picture).webp().withExif(exif).toBuffer();
    assert.equal(cutMetadata('jpeg', jpeg.subarray(0, jpeg.length - 2)), null);
    assert.equal(cutMetadata('jpeg', jpeg.subarray(0, 30)), null);
    assert.equal(cutMetadata('png', png.subarray(0, png.length - 12)), null);
    assert.equal(cutMetadata('webp', webp.subarray(0, webp.length - 2)), null);
    assert.equal(cutMetadata('webp', webp.subarray(0, 14)), null);
    assert.equal(cutMetadata('gif', jpeg), null);
});
test('what follows the end of an image goes', async () => {
    const whole = await open(picture).jpeg({ progressive: true }).toBuffer();
    const second = await open(picture).jpeg().withExif(exif).toBuffer();
    assert.equal(Buffer.compare((await kept(Buffer.concat([whole, second]))).sample.bytes, whole), 0);
    const png = await open(picture).png().toBuffer();
    assert.equal(Buffer.compare((await kept(Buffer.concat([png, Buffer.from('PK and more')]))).sample.bytes, png), 0);
});
test('oriented, deep, CMYK and animated images are written again as they are shown', async () => {
    const frames = Buffer.concat([picture.data, Buffer.alloc(picture.data.length)]);
    const pages = {
        raw: { width: picture.width, height: 2 * picture.height, channels: 3, pageHeight: picture.height },
    };
    const cases = {
        'oriented jpeg': [await open(picture).jpeg().withMetadata({ orientation: 8 }).toBuffer(), 'jpeg'],
        'oriented png': [await open(picture).png().withMetadata({ orientation: 3 }).toBuffer(), 'png'],
        'deep png': [await open(picture).toColourspace('rgb16').png().toBuffer(), 'png'],
        'cmyk jpeg': [await open(picture).toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer(), 'jpeg'],
        'animated gif': [await sharp(frames, pages).gif().toBuffer(), 'png'],
        'animated webp': [await sharp(frames, pages).webp({ lossless: true }).toBuffer(), 'webp'],
        tiff: [await open(picture).tiff().toBuffer(), 'png'],
        avif: [await open(picture).avif({ effort: 0 }).toBuffer(), 'jpeg'],
    };
    for (const [name, [bytes, format]] of Object.entries(cases)) {
        const view = await kept(bytes);
        const header = await view.header();
        assert.ok(!isImageProblem(header), name);
        const { frames: count, depth, orientation, colourSpace } = header;
        assert.deepEqual([view.sample.format, header.format, count, depth, orientation, colourSpace], [format, format, 1, 8, 1, 'srgb'], name);
        const shown = await pixelsOf(bytes);
        const now = await pixelsOf(view.sample.bytes);
        const viewed = await view.pixels();
        assert.ok(!isImageProblem(viewed) && Buffer.compare(viewed.data, now.data) === 0, name);
        assert.deepEqual([now.width, now.height], [shown.width, shown.height], name);
        if (format !== 'jpeg')
            assert.equal(Buffer.compare(now.data, shown.data), 0, name);
        const mean = now.data.reduce((sum, value, i) => sum + Math.abs(value - (shown.data[i] ?? 0)), 0) / now.data.length;
        assert.ok(mean < 3, `${name}: mean difference ${mean}`);
        assert.equal(await checkImage.transform(view, checkImage.parameters.parse({})), view, `${name} is plain now`);
    }
    assert.equal(await fateOf(cases['animated gif'][0], { animated: 'drop' }), 'animated 2 1');
});
//# sourceMappingURL=check-image.test.js.map