import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readJpegHeader } from '../../../../pipelines/images/jpeg/jpeg-header.js';
import { openJpegDecoder, } from '../../../../pipelines/images/jpeg/open-jpeg-decoder.js';
import { packageRoot } from '../../../../storage/package-root.js';
import { decodeWithSharp, firstDifference, seededNumbers, seededRegion, writeJpeg, } from './seeded-picture.js';
const fixtures = new URL('tests/fixtures/jpeg/', packageRoot);
const fixture = (name) => readFileSync(new URL(name, fixtures));
const sizes = [
    ...[
        [500, 375],
        [130, 70],
        [64, 48],
        [17, 33],
        [31, 32],
        [200, 8],
        [9, 120],
    ],
    ...[
        [1, 1],
        [2, 5],
        [4, 4],
        [5, 3],
        [6, 1],
    ],
];
async function assertRegionsEqual(bytes, about, regions) {
    const decoder = openJpegDecoder();
    const header = readJpegHeader(bytes);
    assert.ok(header !== null, about);
    const expected = await decodeWithSharp(bytes);
    const below = seededNumbers(bytes.length);
    for (let i = 0; i < regions; i++) {
        const { width, height } = header;
        const region = i === 0 ? { left: 0, top: 0, width, height } : seededRegion(width, height, below);
        const decoded = decoder.decode(bytes, header, region, 1);
        const where = `${about}, ${JSON.stringify(region)}`;
        assert.ok(decoded !== null, where);
        assert.deepEqual([decoded.left, decoded.top, decoded.width, decoded.height], Object.values(inOrder(region)), where);
        assert.equal(firstDifference(decoder.copy(decoded), decoded, expected), null, where);
    }
}
function inOrder({ left, top, width, height }) {
    return { left, top, width, height };
}
for (const sampling of ['4:2:0', '4:4:4', 'grey']) {
    test(`regions of a ${sampling} JPEG are bit for bit what sharp decodes`, async () => {
        for (const [width, height] of sizes) {
            for (const quality of [25, 80, 97]) {
                const bytes = await writeJpeg(width, height, width + quality, quality, sampling);
                assert.equal(readJpegHeader(bytes)?.sampling, sampling);
                await assertRegionsEqual(bytes, `${sampling} ${width}×${height} quality ${quality}`, 6);
            }
        }
    });
}
test('regions of JPEGs that Pillow wrote, with 4:2:2 and restart markers, are bit for bit what sharp decodes', async () => {
    const names = ['colour-420', 'colour-422', 'colour-444', 'grey'];
    for (const name of names)
        await assertRegionsEqual(fixture(`${name}.jpg`), name, 20);
    const marked = { 'restart-1': 1, 'restart-3': 3, 'restart-7': 7, 'restart-rows': 17 };
    for (const [name, interval] of Object.entries(marked)) {
        assert.equal(readJpegHeader(fixture(`${name}.jpg`))?.restartInterval, interval);
        await assertRegionsEqual(fixture(`${name}.jpg`), name, 40);
    }
});
test('scaled decoding gives the pixels of libjpeg-turbo’s', async () => {
    const decoder = openJpegDecoder();
    for (const name of ['colour-420', 'colour-422', 'colour-444', 'grey']) {
        const bytes = fixture(`${name}.jpg`);
        const header = readJpegHeader(bytes);
        assert.ok(header !== null);
        for (const scale of [2, 4, 8]) {
            const expected = await decodeWithSharp(fixture(`${name}-${scale}.png`));
            const below = seededNumbers(scale);
            for (let i = 0; i < 20; i++) {
                const { width, height } = header;
                const region = i === 0 ? { left: 0, top: 0, width, height } : seededRegion(width, height, below);
                const decoded = decoder.decode(bytes, header, region, scale);
                const where = `${name} at 1/${scale}, ${JSON.stringify(region)}`;
                assert.ok(decoded !== null, where);
                assert.equal(decoded.left, Math.floor(region.left / scale), where);
                assert.equal(decoded.left + decoded.width, Math.ceil((region.left + region.width) / scale), where);
                assert.equal(decoded.top, Math.floor(region.top / scale), where);
                assert.equal(decoded.top + decoded.height, Math.ceil((region.top + region.height) / scale), where);
                assert.equal(firstDifference(decoder.copy(decoded), decoded, expected), null, where);
            }
        }
    }
});
test('with restart markers only the segments that meet the region are read', () => {
    const decoder = openJpegDecoder();
    const bytes = new Uint8Array(fixture('restart-3.jpg'));
    const header = readJpegHeader(bytes);
    assert.ok(header !== null);
    // 9 MCUs in a row: segments of 3, of which the middle one holds columns 48 to 95.
    const region = { left: 60, top: 20, width: 20, height: 8 };
    const whole = decoder.decode(bytes, header, region, 1);
    assert.ok(whole !== null);
    const expected = decoder.copy(whole);
    const marks = [...bytes.keys()].filter((i) => i > header.entropyOffset && bytes[i] === 0xff && (bytes[i + 1] ?? 0) >= 0xd0);
    for (const [segment, [from, to]] of marks
        .map((to, i) => [(marks[i - 1] ?? header.entropyOffset - 2) + 2, to])
        .entries()) {
        const broken = bytes.slice();
        broken.fill(0xfe, from, to);
        const decoded = decoder.decode(broken, header, region, 1);
        // Rows 16 to 31 of the region need no other chroma row than those of MCU row 1: 18 − 2 to 28 + 2.
        if (segment !== 4)
            assert.deepEqual(decoded && decoder.copy(decoded), expected, `segment ${segment}`);
        else
            assert.notDeepEqual(decoded && decoder.copy(decoded), expected);
    }
});
test('memory that is reserved is free and stays after what was decoded; a region outside the image is refused', async () => {
    const decoder = openJpegDecoder();
    const bytes = fixture('colour-420.jpg');
    const header = readJpegHeader(bytes);
    assert.ok(header !== null);
    const all = { left: 0, top: 0, width: header.width, height: header.height };
    const decoded = decoder.decode(bytes, header, all, 1);
    assert.ok(decoded !== null);
    const first = decoder.reserve(3_000_000);
    const second = decoder.reserve(10);
    assert.equal(first % 16, 0);
    assert.equal(second % 16, 0);
    assert.ok(second >= first + 3_000_000 && first >= decoded.offset + decoded.stride * decoded.height + 64);
    new Uint8Array(decoder.memory.buffer).fill(1, first, second + 10);
    assert.equal(firstDifference(decoder.copy(decoded), decoded, await decodeWithSharp(bytes)), null);
    for (const region of [
        { ...all, width: header.width + 1 },
        { ...all, left: 1 },
        { ...all, top: -1 },
        { ...all, height: 0 },
        { ...all, left: 0.5, width: 3 },
        { ...all, left: Number.NaN, width: 3 },
    ]) {
        assert.throws(() => decoder.decode(bytes, header, region, 1), RangeError);
    }
});
//# sourceMappingURL=decode-region.test.js.map