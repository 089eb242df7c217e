import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sha256Hex, streamingSha256 } from '../../storage/digest.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { parseCursor } from '../../streaming/cursor-file.js';
import { openImageStream } from '../../streaming/open-image-stream.js';
import { commitImages, pictures } from '../streaming/image-version.js';
import { millrace } from './command.js';
const folder = mkdtempSync(join(tmpdir(), 'millrace-stream-images-'));
const storage = openLocalFolder(join(folder, 'store'));
after(() => rmSync(folder, { recursive: true, force: true }));
/** Sample ids of seed 3, epoch 0, and the digest of their pixels. */
const expected = { ids: [], pixelsSha256: '' };
before(async () => {
    const version = await commitImages(storage, { dataset: 'set', train: [await pictures(50, ['a', 'b'])] });
    const pixels = streamingSha256();
    const stream = await openImageStream({ storage, version, split: 'train', batch: 7, seed: 3, threads: 1, size: 20 });
    for await (const batch of stream.batches()) {
        for (const [place, row] of batch.rows.entries())
            expected.ids.push(`${stream.shards[batch.shards[place] ?? 0]}:${row}`);
        pixels.update(Uint8Array.from(batch.pixels));
    }
    expected.pixelsSha256 = pixels.hex();
    await stream.close();
});
async function stream(...words) {
    const all = ['stream', 'set', '--store', join(folder, 'store'), '--json', '--seed', '3', '--batch', '16', ...words];
    const { code, out, err } = await millrace(all, '', folder);
    return { code, err, ...(out === '' ? {} : JSON.parse(out)) };
}
test('millrace stream reads images, and digests their order and pixels', async () => {
    const { seconds, samplesPerSecond, ...said } = await stream('--size', '20', '--threads', '2', '--cursor', 'place.json');
    assert.ok(Number(seconds) > 0 && Number(samplesPerSecond) > 0);
    assert.deepEqual({ ...said, err: '' }, {
        code: 0,
        err: '',
        batches: 4,
        samples: 50,
        tokens: 0,
        orderSha256: sha256Hex(expected.ids.join('\n')),
        pixelsSha256: expected.pixelsSha256,
    });
    const { content, position } = parseCursor(readFileSync(join(folder, 'place.json'), 'utf8'), 'place.json');
    assert.deepEqual([content, position], ['images', 50]);
});
test('millrace stream augments, and refuses what it cannot do', async () => {
    const augmented = await stream('--augment', '[{"random-resized-crop":{"size":16}}]', '--layout', 'chw', '--float');
    assert.deepEqual([augmented['code'], augmented['samples']], [0, 50]);
    assert.notEqual(augmented['pixelsSha256'], expected.pixelsSha256);
    const wrong = await stream('--augment', '[{"random-resized-crop":{"sise":16}}]');
    assert.equal(wrong['code'], 2);
    assert.match(String(wrong['err']), /--augment: .*"sise"/);
    const unfit = await stream('--size', '20', '--length', '8');
    assert.equal(unfit['code'], 2);
    assert.match(String(unfit['err']), /--length is no option of a stream of images .*\[option-unfit\]/s);
});
//# sourceMappingURL=stream-images.test.js.map