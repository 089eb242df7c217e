import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readJpegHeader } from '../../../../pipelines/images/jpeg/jpeg-header.js';
import { openJpegDecoder, } from '../../../../pipelines/images/jpeg/open-jpeg-decoder.js';
import { packageRoot } from '../../../../storage/package-root.js';
import { decodeWithSharp, firstDifference, seededNumbers, seededRegion, writeJpeg } from './seeded-picture.js';
/** More by hand: MILLRACE_JPEG_MUTATIONS=100000 node --test dist/tests/pipelines/images/jpeg/mutated-jpegs.test.js */
const mutations = Number(process.env['MILLRACE_JPEG_MUTATIONS'] ?? 1_500);
const fixtures = [
    'restart-1',
    'restart-3',
    'restart-7',
    'restart-rows',
    'colour-422',
    'colour-444',
    'grey',
    'orientation-6',
];
function mutated(bytes, seed) {
    const below = seededNumbers(seed);
    let out = Uint8Array.from(bytes);
    const entropy = readJpegHeader(bytes)?.entropyOffset ?? 0;
    for (let i = 1 + below(3); i > 0; i--) {
        // Half of the changes among the markers, which are the smaller part.
        const at = below(2) === 0 ? below(entropy) : below(out.length);
        switch (below(8)) {
            case 0:
                out[at] = below(256);
                break;
            case 1:
            case 2:
                out[at] = (out[at] ?? 0) ^ (1 << below(8));
                break;
            case 3:
                out = out.slice(0, Math.max(at, 4));
                break;
            case 4:
                out = Uint8Array.of(...out.subarray(0, at), below(256), ...out.subarray(at));
                break;
            case 5:
                out = Uint8Array.of(...out.subarray(0, at), ...out.subarray(at + 1 + below(4)));
                break;
            case 6:
                out.set([0xff, below(2) === 0 ? 0xd0 + below(10) : below(256)], Math.min(at, out.length - 2));
                break;
            default:
                out.copyWithin(at, below(out.length), below(out.length));
        }
    }
    return out;
}
const decoder = openJpegDecoder();
/** Decodes twice: the second time with marks in the memory behind what the decoder may use. */
function attempt(bytes, header, region, scale) {
    decoder.decode(bytes, header, region, scale);
    const guard = decoder.reserve(4_096);
    new Uint8Array(decoder.memory.buffer, guard, 4_096).fill(0xa5);
    const decoded = decoder.decode(bytes, header, region, scale);
    assert.ok(new Uint8Array(decoder.memory.buffer, guard, 4_096).every((byte) => byte === 0xa5));
    return decoded === null ? null : { decoded, pixels: decoder.copy(decoded) };
}
test('of a damaged JPEG the decoder gives what sharp gives, or nothing, and writes nowhere else', async () => {
    const bases = fixtures.map((name) => {
        return readFileSync(new URL(`tests/fixtures/jpeg/${name}.jpg`, packageRoot));
    });
    for (const quality of [30, 90])
        bases.push(await writeJpeg(64, 48, quality, quality, '4:2:0'));
    let decodedRegions = 0;
    const check = async (seed) => {
        const bytes = mutated(bases[seed % bases.length] ?? new Uint8Array(), seed);
        const header = readJpegHeader(bytes);
        // A side that was changed may make the picture very large.
        if (header === null || header.width * header.height > 1_000_000)
            return;
        const { width, height } = header;
        const regions = [{ left: 0, top: 0, width, height }, seededRegion(width, height, seededNumbers(seed + 1))];
        const attempts = regions.map((region) => attempt(bytes, header, region, 1)).filter((result) => result !== null);
        for (const scale of [2, 4, 8])
            attempt(bytes, header, regions[1] ?? assert.fail(), scale);
        if (attempts.length === 0)
            return;
        const expected = await decodeWithSharp(bytes, 'none');
        assert.deepEqual([expected.width, expected.height], [width, height], `mutation ${seed}`);
        for (const { pixels, decoded } of attempts) {
            assert.equal(firstDifference(pixels, decoded, expected), null, `mutation ${seed}: ${JSON.stringify(decoded)}`);
        }
        decodedRegions += attempts.length;
    };
    for (let seed = 0; seed < mutations; seed += 8) {
        await Promise.all(Array.from({ length: Math.min(8, mutations - seed) }, (_, i) => check(seed + i)));
    }
    assert.ok(decodedRegions > mutations / 4, `${decodedRegions} regions decoded`);
});
const collected = new URL('../shared/data/bad/image/', packageRoot);
test('JPEGs collected from other projects’ tests', {
    skip: !existsSync(collected) && 'no ../shared/data',
}, async () => {
    let equal = 0;
    for (const name of readdirSync(collected, { recursive: true, encoding: 'utf8' }).sort()) {
        if (!/\.jpe?g$/i.test(name))
            continue;
        const bytes = readFileSync(new URL(name, collected));
        const header = readJpegHeader(bytes);
        if (header === null)
            continue;
        const { width, height } = header;
        const result = attempt(bytes, header, { left: 0, top: 0, width, height }, 1);
        if (result === null)
            continue;
        assert.equal(firstDifference(result.pixels, result.decoded, await decodeWithSharp(bytes, 'none')), null, name);
        equal++;
    }
    assert.ok(equal > 3, `${equal} equal`);
});
//# sourceMappingURL=mutated-jpegs.test.js.map