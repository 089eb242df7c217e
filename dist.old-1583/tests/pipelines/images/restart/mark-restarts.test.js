import { deepStrictEqual, notStrictEqual, ok, strictEqual, throws } from 'node:assert';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import sharp, {} from 'sharp';
import { markRestarts, restartInterval } from '../../../../pipelines/images/restart/mark-restarts.js';
import { packageRoot } from '../../../../storage/package-root.js';
import { formulaPicture } from '../formula-picture.js';
sharp.cache(false);
sharp.concurrency(1);
const fixture = (name) => new Uint8Array(readFileSync(fileURLToPath(new URL(`tests/fixtures/restart/${name}.jpg`, packageRoot))));
const pixels = (bytes) => sharp(bytes, { failOn: 'warning' }).raw().toBuffer();
function jpeg(width, height, options) {
    return sharp(formulaPicture(width, height).data, { raw: { width, height, channels: 3 } })
        .jpeg(options)
        .toBuffer();
}
const intervals = { photograph: 5, fine: 3, wide: 6, grey: 9, print: 4, dot: 1 };
for (const [name, mcus] of Object.entries(intervals)) {
    test(`equals libjpeg-turbo's optimised file with restart markers, byte for byte: ${name}`, () => {
        deepStrictEqual(markRestarts(fixture(name), { mcus }), fixture(`${name}-marked`));
    });
    test(`a marked file is marked anew from its coefficients alone: ${name}`, () => {
        const other = markRestarts(fixture(`${name}-marked`), { mcus: 2 });
        deepStrictEqual(other, markRestarts(fixture(name), { mcus: 2 }));
        deepStrictEqual(markRestarts(other ?? new Uint8Array(), { mcus }), fixture(`${name}-marked`));
    });
}
test('pixels are equal before and after, for any sides, quality, sampling and interval', async () => {
    const arbitrary = fc.record({
        width: fc.integer({ min: 1, max: 120 }),
        height: fc.integer({ min: 1, max: 90 }),
        quality: fc.integer({ min: 1, max: 100 }),
        chromaSubsampling: fc.constantFrom('4:2:0', '4:4:4'),
        mcus: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
    });
    await fc.assert(fc.asyncProperty(arbitrary, async ({ width, height, quality, chromaSubsampling, mcus }) => {
        const before = await jpeg(width, height, { quality, chromaSubsampling });
        const after = markRestarts(before, mcus === undefined ? {} : { mcus });
        ok(after !== null);
        deepStrictEqual(await pixels(after), await pixels(before));
        deepStrictEqual(markRestarts(after, mcus === undefined ? {} : { mcus }), after);
    }), { numRuns: 30, seed: 3 });
});
test('a photograph-like file does not grow by more than 1 %, and keeps its other segments', async () => {
    const plain = await sharp(formulaPicture(500, 375).data, { raw: { width: 500, height: 375, channels: 3 } })
        .withExif({ IFD0: { Copyright: 'nobody' } })
        .withIccProfile('srgb')
        .jpeg({ quality: 90 })
        .toBuffer();
    const marked = markRestarts(plain);
    ok(marked !== null);
    ok(marked.length < plain.length * 1.01, `${marked.length} of ${plain.length}`);
    const [before, after] = [await sharp(plain).metadata(), await sharp(marked).metadata()];
    deepStrictEqual(after.icc, before.icc);
    deepStrictEqual(after.exif, before.exif);
    const bare = await sharp(markRestarts(plain, { dropExif: true }) ?? new Uint8Array()).metadata();
    deepStrictEqual([bare.icc, bare.exif], [before.icc, undefined]);
});
test('what is not a whole baseline JPEG gives null', async () => {
    const good = fixture('photograph');
    const progressive = await jpeg(60, 40, { progressive: true });
    const png = await sharp(formulaPicture(8, 8).data, { raw: { width: 8, height: 8, channels: 3 } })
        .png()
        .toBuffer();
    notStrictEqual(markRestarts(good), null);
    for (const bytes of [progressive, png, new Uint8Array(), good.subarray(0, 2), good.subarray(0, good.length - 2)]) {
        strictEqual(markRestarts(bytes), null);
    }
    for (let end = 0; end < good.length; end += 23)
        strictEqual(markRestarts(good.subarray(0, end)), null, `${end} bytes`);
});
test('bytes between the data and the end of the image give null; bytes after the end are left out', () => {
    const good = fixture('photograph');
    const extra = Buffer.concat([good.subarray(0, -2), Uint8Array.of(0x12, 0x34), good.subarray(-2)]);
    strictEqual(markRestarts(extra), null);
    deepStrictEqual(markRestarts(Buffer.concat([good, Uint8Array.of(1, 2, 3)])), markRestarts(good));
});
test('mutated files: null, or the same pixels as before for a decoder that accepts the file', async () => {
    // Without the CMYK one, whose colours sharp takes 40 ms to convert.
    const names = Object.keys(intervals).filter((name) => name !== 'print');
    const sources = names.flatMap((name) => [fixture(name), fixture(`${name}-marked`)]);
    const arbitrary = fc.record({
        source: fc.constantFrom(...sources),
        flips: fc.array(fc.tuple(fc.nat(100_000), fc.nat(7)), { minLength: 1, maxLength: 2 }),
    });
    let marked = 0;
    await fc.assert(fc.asyncProperty(arbitrary, async ({ source, flips }) => {
        const bytes = Uint8Array.from(source);
        for (const [at, bit] of flips)
            bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << bit);
        const after = markRestarts(bytes);
        if (after === null)
            return;
        marked++;
        const wanted = await pixels(bytes).catch(() => null);
        if (wanted !== null)
            deepStrictEqual(await pixels(after), wanted);
    }), { numRuns: 500, seed: 4 });
    ok(marked > 100, `only ${marked} of them were marked`);
});
test('intervals divide the row, or are a quarter of it', () => {
    deepStrictEqual([32, 24, 125, 16, 1, 2, 3, 31, 37].map(restartInterval), [8, 6, 25, 4, 1, 1, 1, 8, 9]);
    throws(() => markRestarts(fixture('dot'), { mcus: 65_536 }), RangeError);
});
//# sourceMappingURL=mark-restarts.test.js.map