import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mixBatch, mixesBatches } from '../../../pipelines/augment/augment.js';
const mixUp = { name: 'mix-up', parameters: { alpha: 1 } };
const cutMix = { name: 'cut-mix', parameters: { alpha: 1 } };
const key = { seed: 1, epoch: 0, batch: 0 };
/** Three images in one colour each: 10, 20, 30; of classes 0, 1, 2. */
function batchOf(pixels, layout) {
    for (let i = 0; i < pixels.length; i++)
        pixels[i] = 10 * (1 + Math.floor(i / (pixels.length / 3)));
    return {
        pixels,
        layout,
        width: 8,
        height: 6,
        channels: 3,
        labels: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
        classes: 3,
    };
}
const values = 3 * 8 * 6 * 3;
describe('mix-up', () => {
    test('lays each image over the one before, and the labels by the same share', () => {
        const batch = batchOf(new Float32Array(values), 'hwc');
        const mixed = mixBatch([mixUp], batch, key);
        const share = mixed.labels[0] ?? 0;
        assert.ok(share > 0 && share < 1);
        const expected = [1, 2, 3].map((colour) => 10 * colour * share + 10 * (colour === 1 ? 3 : colour - 1) * (1 - share));
        for (const [image, colour] of expected.entries()) {
            const own = mixed.pixels.subarray((image * values) / 3, ((image + 1) * values) / 3);
            assert.ok(own.every((value) => Math.abs(value - colour) < 1e-4));
        }
        const rest = 1 - share;
        const labels = [share, 0, rest, rest, share, 0, 0, rest, share];
        for (const [i, label] of labels.entries())
            assert.ok(Math.abs((mixed.labels[i] ?? 9) - label) < 1e-6);
    });
    test('rounds bytes to the nearest, and leaves the batch that it was given', () => {
        const batch = batchOf(new Uint8Array(values), 'chw');
        const before = batch.pixels.slice();
        const mixed = mixBatch([mixUp], batch, key);
        assert.deepEqual(batch.pixels, before);
        assert.equal(mixed.pixels[values / 3], Math.round(20 * (mixed.labels[4] ?? 0) + 10 * (mixed.labels[3] ?? 0)));
    });
});
describe('cut-mix', () => {
    test('pastes one patch of the image before, and mixes the labels by its area, in both layouts', () => {
        let patched = 0;
        for (let batch = 0; batch < 40; batch++) {
            const rows = mixBatch([cutMix], batchOf(new Uint8Array(values), 'hwc'), { ...key, batch });
            const planes = mixBatch([cutMix], batchOf(new Float32Array(values), 'chw'), { ...key, batch });
            for (let image = 0; image < 3; image++) {
                const partner = 10 * (image === 0 ? 3 : image);
                const cut = [];
                for (let at = 0; at < 48; at++) {
                    const byte = rows.pixels[image * 144 + at * 3];
                    for (let channel = 0; channel < 3; channel++) {
                        assert.equal(rows.pixels[image * 144 + at * 3 + channel], byte);
                        assert.equal(planes.pixels[image * 144 + channel * 48 + at], byte);
                    }
                    if (byte === partner)
                        cut.push([at % 8, Math.floor(at / 8)]);
                    else
                        assert.equal(byte, 10 * (image + 1));
                }
                assert.equal(cut.length, area(cut));
                assert.ok(Math.abs((rows.labels[image * 4] ?? 9) - (1 - cut.length / 48)) < 1e-6);
                patched += cut.length;
            }
        }
        assert.ok(patched > 0 && patched < 40 * 144);
    });
});
test('of several batch steps each batch takes one; without one it is given back', () => {
    const batch = batchOf(new Float32Array(values), 'hwc');
    const kinds = Array.from({ length: 40 }, (_, number) => {
        const { pixels } = mixBatch([mixUp, cutMix], batch, { ...key, batch: number });
        return pixels.every((value) => value % 10 === 0);
    });
    assert.equal(new Set(kinds).size, 2);
    const flip = [{ name: 'random-horizontal-flip', parameters: { p: 1 } }];
    assert.equal(mixBatch(flip, batch, key), batch);
    assert.ok(!mixesBatches(flip) && mixesBatches([...flip, cutMix]));
    assert.throws(() => mixBatch([{ name: 'mixup', parameters: {} }], batch, key), /no augmentation "mixup"/);
});
test('a batch of one is its own partner', () => {
    const one = {
        ...batchOf(new Float32Array(values), 'hwc'),
        pixels: new Float32Array(144).fill(7),
        labels: Float32Array.of(0, 1, 0),
    };
    for (const step of [mixUp, cutMix]) {
        const mixed = mixBatch([step], one, key);
        assert.ok(mixed.pixels.every((value) => Math.abs(value - 7) < 1e-5));
        assert.ok(Math.abs((mixed.labels[1] ?? 0) - 1) < 1e-6);
    }
});
/** Of the smallest rectangle around points. */
function area(points) {
    if (points.length === 0)
        return 0;
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    return (Math.max(...xs) - Math.min(...xs) + 1) * (Math.max(...ys) - Math.min(...ys) + 1);
}
//# sourceMappingURL=batch-mixing.test.js.map