import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folder } from '../../../pipelines/image-readers/folder.js';
import { inImageChunks } from '../../../pipelines/image-readers/image-chunks.js';
import { findImageReader, imageReaders } from '../../../pipelines/image-readers/image-readers.js';
import { readImages } from './read-images.js';
describe('folder', () => {
    it('makes one record of each file, whatever it holds', async () => {
        const bytes = Buffer.from('no image');
        for (const pieceBytes of [1, 3, 100]) {
            assert.deepEqual(await readImages(folder, 'class/x.txt', bytes, { label: 'folder' }, { pieceBytes }), [
                {
                    ...{ id: null, source: 'class/x.txt', label: 'class', caption: null, boxes: [], metadata: {} },
                    bytes: Uint8Array.from(bytes),
                },
            ]);
        }
        const [record] = await readImages(folder, 'x.png', bytes);
        assert.ok(record !== undefined && 'label' in record && record.label === null);
    });
    it('holds files to recordBytes', async () => {
        const read = async (length) => (await readImages(folder, 'x', Buffer.alloc(length), {}, { recordBytes: 10 }))[0];
        assert.ok('bytes' in ((await read(10)) ?? {}));
        assert.deepEqual(await read(11), { source: 'x', problem: 'record-too-large', value: 11, limit: 10 });
    });
});
describe('chunks of images', () => {
    const chunksOf = async (lengths) => {
        const image = (length) => ({
            ...{ id: null, source: 's', label: null, caption: null, boxes: [], metadata: {} },
            bytes: { length },
        });
        const sizes = [];
        const images = (async function* () {
            for (const length of lengths)
                yield length < 0 ? { source: 's', problem: 'p' } : image(length);
        })();
        for await (const chunk of inImageChunks(images))
            sizes.push(chunk.length);
        return sizes;
    };
    it('hold at most 64 records or 16 MiB', async () => {
        const mebibyte = 1 << 20;
        assert.deepEqual(await chunksOf([]), []);
        assert.deepEqual(await chunksOf(Array(130).fill(1)), [64, 64, 2]);
        assert.deepEqual(await chunksOf(Array(65).fill(-1)), [64, 1]);
        assert.deepEqual(await chunksOf(Array(5).fill(8 * mebibyte)), [2, 2, 1]);
        assert.deepEqual(await chunksOf([1, 100 * mebibyte, 1]), [1, 1, 1]);
    });
});
describe('the readers of images', () => {
    it('are found by their format', () => {
        for (const reader of imageReaders)
            assert.equal(findImageReader(reader.format), reader);
        assert.equal(findImageReader('pdf'), undefined);
        assert.equal(new Set(imageReaders.map(({ format }) => format)).size, imageReaders.length);
    });
});
//# sourceMappingURL=folder.test.js.map