import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { MillraceError } from '../../core/errors.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { openImageStream } from '../../streaming/open-image-stream.js';
import { openRangeReader } from '../../streaming/range-reader.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { commitImages, picture, pictures } from './image-version.js';
async function setUp(t) {
    const storage = openLocalFolder(temporaryFolder(t));
    const version = await commitImages(storage, {
        dataset: 'set',
        train: [await pictures(40, ['a']), await pictures(30, ['b'], 40)],
    });
    const options = { storage, version, split: 'train', batch: 8, seed: 1, threads: 2, size: 20 };
    const open = (asked = {}) => openImageStream({ ...options, ...asked });
    const key = `set/${version.manifest.shards[1]?.file}`;
    return { storage, version, open, key };
}
async function readToEnd(stream) {
    for await (const _ of stream.batches())
        ;
}
/** Threads of this process; undefined where the system does not tell. */
function threads() {
    return existsSync('/proc/self/task') ? readdirSync('/proc/self/task').length : undefined;
}
const is = (code, message, at) => (error) => {
    assert.ok(error instanceof MillraceError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    if (at !== undefined)
        assert.ok(error.at?.endsWith(at), error.at);
    return true;
};
test('an image that was damaged since its build ends the stream with its shard and row, and its threads', async (t) => {
    const { storage, open, key } = await setUp(t);
    const bytes = Uint8Array.from(await storage.get(key));
    const [image] = await pictures(1, [null], 44);
    const start = Buffer.from(bytes).indexOf(image?.image ?? '');
    const end = start + (image?.image.length ?? 0);
    assert.ok(start > 0 && image?.format === 'png');
    await storage.put(key, bytes.fill(0xa5, end - 60, end));
    const before = threads();
    await assert.rejects(readToEnd(await open({ threads: 12 })), is('bad-file', /^the image in row 4 cannot be decoded/, key));
    await assert.rejects(readToEnd(await open({ threads: 1 })), is('bad-file', /^the image in row 4 cannot/, key));
    await setTimeout(100);
    if (before !== undefined)
        assert.ok((threads() ?? 0) <= before + 8);
});
test('a shard that is cut or missing ends the stream with its name', async (t) => {
    const { storage, open, key } = await setUp(t);
    const bytes = await storage.get(key);
    await storage.put(key, bytes.subarray(0, 3000));
    await assert.rejects(readToEnd(await open()), is('short-read', /the value ends before byte/, key));
    await storage.delete(key);
    await assert.rejects(readToEnd(await open()), is('not-found', /./, key));
});
test('what a stream of images cannot be is one error of usage', async (t) => {
    const { storage, version, open } = await setUp(t);
    const refused = (asked, code, message) => assert.rejects(open(asked), is(code, message));
    const { size: _, ...unsized } = { storage, version, split: 'train', batch: 8, seed: 1, threads: 1, size: 0 };
    await assert.rejects(openImageStream(unsized), is('bad-stream', /expected images of one size, found \d+ × \d+ and \d+ × \d+/));
    await refused({ size: 0 }, 'bad-stream', /expected a size from 1 to 16384 pixels, found 0/);
    await refused({ size: 16_384, batch: 5000 }, 'bad-stream', /expected a batch of at most 2\.00 GiB/);
    await refused({ batch: 0 }, 'bad-stream', /expected batch to be/);
    await refused({ split: 'holdout' }, 'no-samples', /the version has no images in its holdout split/);
    await refused({ labelled: true, classes: { c: ['c'] } }, 'no-samples', /the version has no labelled images/);
    await refused({ classes: { one: ['a'], two: ['a'] } }, 'label-twice', /"a" is in two classes/);
    const stream = await open();
    const place = { ...stream.start, content: 'tokens' };
    await stream.close();
    await refused({ from: place }, 'cursor-mismatch', /expected content images, found tokens/);
});
test('more labels than there may be classes are refused where classes are wanted, and else are none', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const first = await picture(0, { width: 8, height: 8, format: 'png' });
    const images = Array.from({ length: 10_001 }, (_, number) => ({
        ...first,
        id: `${number}`,
        label: `label ${number}`,
    }));
    const version = await commitImages(storage, { dataset: 'set', train: [images] });
    const options = { storage, version, split: 'train', batch: 100, seed: 1, threads: 1 };
    await assert.rejects(openImageStream({ ...options, labelled: true }), is('too-many-classes', /^the images have more than 10000 labels/));
    const stream = await openImageStream(options);
    assert.deepEqual([stream.classes, stream.samples], [[], 10_001]);
    for await (const { labels } of stream.batches()) {
        assert.ok(labels.every((label) => label === -1));
        break;
    }
    await stream.close();
});
test('images of one size need no other; a stream may be left, closed, and have one consumer', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const shape = { width: 31, height: 9, format: 'png' };
    const images = await Promise.all(Array.from({ length: 30 }, (_, number) => picture(number, shape)));
    const version = await commitImages(storage, { dataset: 'set', train: [images] });
    const stream = await openImageStream({ storage, version, split: 'train', batch: 4, seed: 1, threads: 2 });
    assert.deepEqual(stream.size, { width: 31, height: 9 });
    for (let again = 0; again < 2; again++) {
        let first;
        for await (const batch of stream.batches()) {
            assert.equal(batch.pixels.length, 4 * 31 * 9 * 3);
            if (first === undefined)
                first = Uint8Array.from(batch.pixels);
            await assert.rejects(stream.batches().next(), is('bad-stream', /has a consumer already/));
            // Time enough for the threads to fill all memories: what this batch holds stays.
            await setTimeout(50);
            assert.deepEqual(Uint8Array.from(batch.pixels), first);
            break;
        }
    }
    const reading = stream.batches();
    await reading.next();
    await stream.close();
});
test('where there is no local file, a range comes from the store', async (t) => {
    const { storage, key } = await setUp(t);
    const remote = openRangeReader({ ...storage, location: 'remote://bucket' });
    const local = openRangeReader(storage);
    for (const [offset, length] of [
        [4, 300],
        [0, 4],
        [1000, 700],
    ]) {
        const expected = await storage.getRange(key, offset, offset + length);
        assert.deepEqual(await remote(key, offset, length), expected);
        assert.deepEqual(Uint8Array.from(await local(key, offset, length)), Uint8Array.from(expected));
    }
});
//# sourceMappingURL=image-faults.test.js.map