import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { MillraceError } from '../../core/errors.js';
import { commitVersion } from '../../shards/catalogue.js';
import { deleteGarbage, findGarbage } from '../../shards/garbage.js';
import { readImageIndex, writeImageIndex } from '../../shards/image-index.js';
import { openImageReader, openImageWriter } from '../../shards/images.js';
import { filesOf } from '../../shards/manifest-files.js';
import { readDataPageHeader } from '../../shards/parquet-page-header.js';
import { groupsOf } from '../../shards/row-file.js';
import { verifyVersion } from '../../shards/verify.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { anyImage, sampleImages } from './sample-images.js';
import { writeAll, writeSampleVersion } from './sample-version.js';
const writeImages = (storage, images) => writeAll(openImageWriter(storage, 'set'), images);
async function readImages(storage, file) {
    const rows = [];
    for await (const group of groupsOf(await openImageReader(storage, `set/${file}`)))
        rows.push(...group);
    return rows;
}
test('images come back as they were, and the index finds the bytes of each', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    await fc.assert(fc.asyncProperty(fc.array(anyImage, { maxLength: 12 }), async (images) => {
        const file = await writeImages(storage, images);
        const rows = await readImages(storage, file.file);
        assert.deepEqual(rows.map(plainBytes), images);
        const index = await writeImageIndex(storage, 'set', file);
        const { ids, offsets, lengths, widths, heights, labels } = await readImageIndex(storage, 'set', {
            ...file,
            index,
        });
        for (const [row, image] of images.entries()) {
            const [start = 0, length = 0] = [offsets[row], lengths[row]];
            const found = await storage.getRange(`set/${file.file}`, start, start + length);
            assert.deepEqual(Uint8Array.from(found), image.image);
            assert.deepEqual([ids[row], widths[row], heights[row], labels[row]], [image.id, image.width, image.height, image.label]);
        }
        assert.equal(ids.length, images.length);
    }), { numRuns: 15 });
});
/** Bytes in memory of their own: a reader's may be part of a larger one. */
function plainBytes(image) {
    return { ...image, image: Uint8Array.from(image.image) };
}
test('a row group ends at 256 rows or 8 MiB, and its images lie in it as they are', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const images = sampleImages(600).map((image, index) => index === 300 ? { ...image, image: new Uint8Array(9 * 2 ** 20).fill(7) } : image);
    const file = await writeImages(storage, images);
    assert.deepEqual(file.rowGroups.map(({ rows }) => rows), [256, 44, 1, 256, 43]);
    const path = `${storage.location}/set/${file.file}`;
    const { row_groups: groups } = await parquetMetadataAsync(await asyncBufferFromFile(path));
    for (const { columns } of groups) {
        const [image] = columns.filter(({ meta_data: column }) => column?.path_in_schema.join('.') === 'image.bytes');
        assert.equal(image?.meta_data?.codec, 'UNCOMPRESSED');
        assert.deepEqual([image?.meta_data?.statistics, image?.meta_data?.dictionary_page_offset], [undefined, undefined]);
        const [label] = columns.filter(({ meta_data: column }) => column?.path_in_schema.join('.') === 'label');
        assert.equal(label?.meta_data?.codec, 'ZSTD');
    }
    const again = await writeAll(openImageWriter(storage, 'set'), images);
    assert.equal(again.sha256, file.sha256);
    const index = await writeImageIndex(storage, 'set', file);
    const { offsets, lengths } = await readImageIndex(storage, 'set', { ...file, index });
    const [start = 0, length = 0] = [offsets[300], lengths[300]];
    const large = await storage.getRange(`set/${file.file}`, start, start + length);
    assert.equal(Buffer.compare(large, images[300]?.image ?? large.subarray(1)), 0);
});
test('an index that was changed, or is of another shard, is a bad file', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const [file, other] = [await writeImages(storage, sampleImages(30)), await writeImages(storage, sampleImages(20))];
    const index = await writeImageIndex(storage, 'set', file);
    const bad = (code) => (error) => error instanceof MillraceError && error.code === code;
    await assert.rejects(readImageIndex(storage, 'set', { ...other, index }), bad('bad-file'));
    await assert.rejects(readImageIndex(storage, 'set', { ...file, bytes: 1000, index }), bad('bad-file'));
    await assert.rejects(readImageIndex(storage, 'set', file), bad('bad-file'));
    const key = `set/${index.file}`;
    const bytes = await storage.get(key);
    await storage.put(key, Uint8Array.from(bytes, (byte, place) => (place === bytes.length >> 1 ? byte ^ 1 : byte)));
    await assert.rejects(readImageIndex(storage, 'set', { ...file, index }), /other bytes than its SHA-256 says/);
    await storage.delete(key);
    await assert.rejects(readImageIndex(storage, 'set', { ...file, index }), bad('not-found'));
});
test('no index is made of a shard whose pages do not say where its images are', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const file = await writeImages(storage, sampleImages(40));
    const key = `set/${file.file}`;
    const bytes = await storage.get(key);
    const { row_groups: groups } = await parquetMetadataAsync(await asyncBufferFromFile(`${storage.location}/${key}`));
    const column = groups[0]?.columns.find(({ meta_data: each }) => each?.path_in_schema.join('.') === 'image.bytes');
    const [offset, length] = [
        Number(column?.meta_data?.data_page_offset),
        Number(column?.meta_data?.total_compressed_size),
    ];
    await fc.assert(fc.asyncProperty(fc.nat(60), fc.nat(255), async (place, value) => {
        const changed = Uint8Array.from(bytes);
        if (changed[offset + place] === value)
            return;
        changed[offset + place] = value;
        await storage.put(key, changed);
        // What is damaged is refused; a byte that means nothing to a reader may stand as it is.
        await writeImageIndex(storage, 'set', file).catch((error) => {
            assert.ok(error instanceof MillraceError && error.code === 'bad-file', String(error));
        });
    }), { numRuns: 60 });
    const cut = Uint8Array.from(bytes);
    cut.fill(0xff, offset, offset + length);
    await storage.put(key, cut);
    await assert.rejects(writeImageIndex(storage, 'set', file), /do not lie one after the other|damaged/);
});
test('whatever bytes stand for a page header, it is read within them or refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
            const { headerBytes } = readDataPageHeader(bytes, 0);
            assert.ok(headerBytes <= bytes.length);
        }
        catch (error) {
            assert.ok(error instanceof RangeError, String(error));
        }
    }), { numRuns: 2000 });
});
test('verify, gc and the list of files know shards of images and their indexes', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const draft = await writeSampleVersion(storage, 'set', 40);
    const file = await writeImages(storage, sampleImages(draft.records.kept));
    const index = await writeImageIndex(storage, 'set', file);
    const shards = [{ ...file, index, content: 'images', split: 'train' }];
    const { manifest } = await commitVersion(storage, { ...draft, kind: 'image', tokens: 0, packing: null, shards });
    assert.deepEqual((await verifyVersion(storage, 'set')).problems, []);
    assert.ok(filesOf(manifest).some((named) => named.file === index.file && named.bytes === index.bytes));
    await deleteGarbage(storage, await findGarbage(storage, 'set', new Set()));
    assert.deepEqual((await verifyVersion(storage, 'set')).problems, []);
    await storage.put(`set/${index.file}`, new Uint8Array(index.bytes));
    assert.match((await verifyVersion(storage, 'set')).problems.join(), new RegExp(`^${index.file}: has other bytes`));
});
//# sourceMappingURL=images.test.js.map