import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { makeThumbnail } from '../../../pipelines/images/thumbnail.js';
import { picture } from '../../journeys/picture-folder.js';
const sidesOf = async (image) => {
    const { width, height, format } = await sharp(image).metadata();
    assert.equal(format, 'jpeg');
    return [width, height];
};
test('a thumbnail is the image as shown, small', async () => {
    const wide = await makeThumbnail(await picture(1, 300, 100).png().toBuffer());
    assert.deepEqual([wide.width, wide.height, await sidesOf(wide.image)], [300, 100, [96, 32]]);
    const tiny = await makeThumbnail(await picture(2, 20, 12).webp().toBuffer());
    assert.deepEqual([tiny.width, tiny.height, await sidesOf(tiny.image)], [20, 12, [20, 12]]);
    const turned = await makeThumbnail(await picture(3, 120, 60).withMetadata({ orientation: 6 }).jpeg().toBuffer());
    assert.deepEqual([turned.width, turned.height, await sidesOf(turned.image)], [60, 120, [48, 96]]);
    const clear = await makeThumbnail(await sharp({ create: { width: 30, height: 30, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
        .png()
        .toBuffer());
    assert.ok((await sharp(clear.image).raw().toBuffer()).every((value) => value > 250));
});
test('of a JPEG that ends early it shows what there is; what else is damaged, forbidden or too large has none', async () => {
    const jpeg = await picture(4, 120, 90).jpeg().toBuffer();
    const cut = await makeThumbnail(jpeg.subarray(0, jpeg.length / 2));
    assert.deepEqual([cut.width, cut.height, await sidesOf(cut.image)], [120, 90, [96, 72]]);
    assert.deepEqual(await makeThumbnail(jpeg.subarray(0, jpeg.length / 2)), cut);
    const png = await picture(5, 120, 90).png().toBuffer();
    const none = [
        png.subarray(0, png.length / 2),
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
        Buffer.from('words'),
        Buffer.alloc(0),
        await sharp({ create: { width: 8000, height: 7000, channels: 3, background: '#fff' } })
            .png({ compressionLevel: 1 })
            .toBuffer(),
    ];
    for (const bytes of none)
        assert.equal((await makeThumbnail(bytes)).image.length, 0);
});
test('no bytes make it fail', async () => {
    const jpeg = await picture(6, 60, 40).jpeg().toBuffer();
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(jpeg.length - 1), fc.nat(255)), { maxLength: 8 }), async (changes) => {
        const bytes = Uint8Array.from(jpeg);
        for (const [place, value] of changes)
            bytes[place] = value;
        const { width, height, image } = await makeThumbnail(bytes);
        assert.ok(image.length === 0 || (width > 0 && height > 0));
    }), { numRuns: 40 });
});
//# sourceMappingURL=thumbnail.test.js.map