import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import sharp from 'sharp';
import { readJpegHeader } from '../../../../pipelines/images/jpeg/jpeg-header.js';
import { packageRoot } from '../../../../storage/package-root.js';
import { seededNumbers, seededPicture, writeJpeg } from './seeded-picture.js';
const fixture = (name) => new Uint8Array(readFileSync(new URL(`tests/fixtures/jpeg/${name}.jpg`, packageRoot)));
const colour = fixture('colour-420');
/** Where a marker's two bytes are. */
function markerAt(bytes, marker) {
    for (let at = 2; at < bytes.length; at += 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0)) {
        if (bytes[at + 1] === marker)
            return at;
    }
    return assert.fail(`no marker ${marker}`);
}
/** The file with bytes changed from `offset` bytes after a marker on. */
function changed(bytes, marker, offset, ...values) {
    const copy = bytes.slice();
    copy.set(values, markerAt(bytes, marker) + offset);
    return copy;
}
/** The file with a segment before its first one. */
function withSegment(bytes, marker, body) {
    const length = body.length + 2;
    return Uint8Array.of(0xff, 0xd8, 0xff, marker, length >> 8, length & 255, ...body, ...bytes.subarray(2));
}
const ascii = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));
function tiff(order, entries) {
    const view = new DataView(new ArrayBuffer(6 + 10 + 12 * entries.length + 4));
    const little = order === 'II';
    for (const [i, byte] of ascii(`Exif\0\0${order}`).entries())
        view.setUint8(i, byte);
    view.setUint16(8, 42, little);
    view.setUint32(10, 8, little);
    view.setUint16(14, entries.length, little);
    for (const [i, [tag, type, count, value]] of entries.entries()) {
        view.setUint16(16 + 12 * i, tag, little);
        view.setUint16(18 + 12 * i, type, little);
        view.setUint32(20 + 12 * i, count, little);
        view.setUint16(24 + 12 * i, value, little);
    }
    return new Uint8Array(view.buffer);
}
test('the header tells sides, sampling, tables and where the data begin', async () => {
    const header = readJpegHeader(await writeJpeg(67, 41, 1, 50, '4:2:0'));
    assert.ok(header !== null);
    assert.deepEqual([header.width, header.height, header.sampling], [67, 41, '4:2:0']);
    assert.deepEqual([header.restartInterval, header.orientation, header.components.length], [0, 1, 3]);
    assert.equal(readJpegHeader(fixture('colour-422'))?.sampling, '4:2:2');
    assert.equal(readJpegHeader(fixture('colour-444'))?.sampling, '4:4:4');
    assert.equal(readJpegHeader(fixture('grey'))?.sampling, 'grey');
    const scan = markerAt(colour, 0xda);
    assert.equal(readJpegHeader(colour)?.entropyOffset, scan + 2 + 12);
    const luma = readJpegHeader(fixture('grey'))?.components[0];
    const tables = markerAt(fixture('grey'), 0xdb);
    assert.deepEqual(luma?.quantization, Uint16Array.from(fixture('grey').subarray(tables + 5, tables + 69)));
});
test('EXIF orientation in either byte order; what is no EXIF, or not sound, is left to others', () => {
    assert.equal(readJpegHeader(fixture('orientation-6'))?.orientation, 6);
    for (const order of ['II', 'MM']) {
        const entries = [
            [0x010f, 2, 1, 0],
            [0x0112, 3, 1, 8],
        ];
        assert.equal(readJpegHeader(withSegment(colour, 0xe1, tiff(order, entries)))?.orientation, 8);
        assert.equal(readJpegHeader(withSegment(colour, 0xe1, tiff(order, [])))?.orientation, 1);
    }
    assert.equal(readJpegHeader(withSegment(colour, 0xe1, ascii('http://ns.adobe.com/xap/1.0/\0<x/>')))?.orientation, 1);
    const sound = tiff('II', [[0x0112, 3, 1, 8]]);
    const unsound = [
        ...[tiff('II', [[0x0112, 3, 1, 9]]), tiff('II', [[0x0112, 4, 1, 8]]), tiff('II', [[0x0112, 3, 2, 8]])],
        tiff('MM', [
            [0x0112, 3, 1, 8],
            [0x0112, 3, 1, 1],
        ]),
        ...[sound.subarray(0, 20), sound.subarray(0, 9), sound.subarray(0, 6), sound.with(9, 1), sound.with(8, 43)],
        ...[sound.with(11, 255), sound.with(13, 255), sound.with(14, 9), sound.with(10, 0)],
    ];
    for (const [i, body] of unsound.entries()) {
        assert.equal(readJpegHeader(withSegment(colour, 0xe1, body)), null, `unsound ${i}`);
    }
    assert.equal(readJpegHeader(withSegment(withSegment(colour, 0xe1, sound), 0xe1, sound)), null);
});
test('files that the decoder does not know are left to others', async () => {
    const picture = sharp(seededPicture(40, 30, 1), { raw: { width: 40, height: 30, channels: 3 } });
    const profiled = await picture.clone().withIccProfile('p3').jpeg().toBuffer();
    const unknown = {
        progressive: fixture('progressive'),
        cmyk: fixture('cmyk'),
        png: await picture.png().toBuffer(),
        empty: new Uint8Array(),
        'only a beginning': Uint8Array.of(0xff, 0xd8),
        'ICC profile': profiled,
        'Adobe without a transform': withSegment(colour, 0xee, Uint8Array.of(...ascii('Adobe'), 0, 100, 0, 0, 0, 0, 0)),
        'Adobe cut off': withSegment(colour, 0xee, ascii('Adobe')),
        arithmetic: changed(colour, 0xc0, 1, 0xc9),
        lossless: changed(colour, 0xc0, 1, 0xc3),
        '12 bits': changed(colour, 0xc0, 4, 12),
        'no width': changed(colour, 0xc0, 7, 0, 0),
        'no height': changed(colour, 0xc0, 5, 0, 0),
        'too wide': changed(colour, 0xc0, 7, 0xff, 0xff),
        'too many pixels': changed(colour, 0xc0, 5, 0x20, 0, 0x20, 0),
        'two components': changed(colour, 0xc0, 9, 2),
        '4:1:1': changed(colour, 0xc0, 11, 0x41),
        '4:4:0': changed(colour, 0xc0, 11, 0x12),
        'no sampling factor': changed(colour, 0xc0, 11, 0x20),
        'larger chroma': changed(colour, 0xc0, 14, 0x22),
        'a quantization table that is not there': changed(colour, 0xc0, 12, 3),
        'the same component twice': changed(colour, 0xc0, 13, 1),
        'RGB by name': [0x52, 0x47, 0x42].reduce((bytes, name, c) => {
            return changed(changed(bytes, 0xc0, 10 + 3 * c, name), 0xda, 5 + 2 * c, name);
        }, colour),
        'a scan of another component': changed(colour, 0xda, 5, 9),
        'a scan of one component': changed(colour, 0xda, 4, 1),
        'a Huffman table that is not there': changed(colour, 0xda, 6, 0x33),
        'a scan that begins later': changed(colour, 0xda, 11, 1),
        'a scan that ends early': changed(colour, 0xda, 12, 5),
        'a scan that refines': changed(colour, 0xda, 13, 1),
        'too many codes of a bit': changed(colour, 0xc4, 5, 3),
        'a code of ones alone': changed(colour, 0xc4, 5, 2, ...new Array(15).fill(0)),
        'a Huffman table with a number beyond': changed(colour, 0xc4, 4, 4),
        'a DC value of 16 bits': changed(colour, 0xc4, 21, 16),
        'a quantization table with a number beyond': changed(colour, 0xdb, 4, 4),
        'a quantization table of 24 bits': changed(colour, 0xdb, 4, 0x20),
        'a segment of length 1': changed(colour, 0xdb, 2, 0, 1),
        'a segment that is longer than the file': changed(colour, 0xdb, 2, 0xff, 0xff),
        'two frames': withSegment(colour, 0xc0, colour.subarray(markerAt(colour, 0xc0) + 4, markerAt(colour, 0xc0) + 19)),
        'a height that comes later': withSegment(colour, 0xdc, Uint8Array.of(0, 9)),
        'a restart interval of 3 bytes': withSegment(colour, 0xdd, Uint8Array.of(0, 9, 9)),
        'something between segments': Uint8Array.of(0xff, 0xd8, 0, ...colour.subarray(2)),
    };
    assert.notEqual(readJpegHeader(colour), null);
    for (const [name, bytes] of Object.entries(unknown))
        assert.equal(readJpegHeader(bytes), null, name);
});
test('no bytes make the reader throw', () => {
    const below = seededNumbers(4);
    for (let i = 0; i < 3_000; i++) {
        const bytes = colour.slice(0, below(4) === 0 ? below(colour.length) : colour.length);
        for (let n = 0; n < 4; n++)
            bytes[below(Math.min(700, bytes.length))] = below(256);
        const header = readJpegHeader(bytes);
        assert.ok(header === null || header.entropyOffset <= bytes.length);
    }
});
//# sourceMappingURL=jpeg-header.test.js.map