import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { decodeProblem } from '../../../pipelines/images/decode-problem.js';
import { endsEarly } from '../../../pipelines/images/ends-early.js';
const noise = {
    data: Buffer.from(Array.from({ length: 48 * 40 * 3 }, (_, i) => (i * 7919) % 251)),
    info: { width: 48, height: 40 },
};
const picture = () => sharp(noise.data, { raw: { ...noise.info, channels: 3 } });
const files = {
    jpeg: await picture().jpeg().toBuffer(),
    'jpeg, progressive': await picture().jpeg({ progressive: true }).toBuffer(),
    png: await picture().png().toBuffer(),
    webp: await picture().webp().toBuffer(),
    gif: await picture().gif().toBuffer(),
    avif: await picture().avif({ effort: 0 }).toBuffer(),
    tiff: await picture().tiff().toBuffer(),
};
const formatOf = (name) => name.split(',')[0];
for (const [name, bytes] of Object.entries(files))
    test(`${name}: every cut ends early, the whole does not`, () => {
        assert.equal(endsEarly(formatOf(name), bytes), false);
        // A TIFF's directory may stand before its pixels.
        const cuts = name === 'tiff' ? [20, bytes.length >> 1] : Array.from({ length: bytes.length - 20 }, (_, cut) => cut + 20);
        for (const cut of cuts)
            assert.equal(endsEarly(formatOf(name), bytes.subarray(0, cut)), true, `${cut}`);
    });
test('any bytes have an answer', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...Object.keys(files)), (bytes, name) => {
        const file = files[name];
        for (const each of [bytes, Buffer.concat([file.subarray(0, 30), bytes])])
            assert.equal(typeof endsEarly(formatOf(name), each), 'boolean');
    }));
});
test('what is whole and cannot be decoded is told apart by its bytes alone', () => {
    const { jpeg } = files;
    assert.equal(decodeProblem('jpeg', jpeg).problem, 'not-decodable');
    assert.equal(decodeProblem('jpeg', jpeg.subarray(0, 300)).problem, 'truncated');
});
//# sourceMappingURL=ends-early.test.js.map