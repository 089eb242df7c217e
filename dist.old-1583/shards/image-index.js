import { MillraceError } from '../core/errors.js';
import { sha256Hex } from '../storage/digest.js';
import { openArrowReader } from './arrow-reader.js';
import { openArrowWriter } from './arrow-writer.js';
import { contentName, groupsOf } from './row-file.js';
const columns = {
    id: { type: 'utf8' },
    offset: { type: 'int64' },
    length: { type: 'uint32' },
    width: { type: 'uint32' },
    height: { type: 'uint32' },
    label: { type: 'utf8', nullable: true },
};
const groupLimits = { rows: 65_536, textUnits: 32 * 2 ** 20 };
/**
 * Writes the index of a shard of images, Arrow IPC, to `data/<sha256>.arrow` in the dataset's folder. Reads the shard
 * again, and checks where its pages say that images are. Holds one row group and its copy. Throws MillraceError
 * `bad-file` where an image is elsewhere.
 */
export async function writeImageIndex(storage, dataset, shard) {
    // Reading Parquet takes a while to load, which those who only read an index need not wait for.
    const { indexedImages } = await import('./image-places.js');
    const target = { storage, folder: dataset, name: contentName('data', 'arrow') };
    const writer = await openArrowWriter(target, columns, groupLimits, 'small');
    try {
        for await (const rows of indexedImages(storage, `${dataset}/${shard.file}`))
            await writer.add(rows);
        const { file, sha256, bytes } = await writer.finish();
        return { file, sha256, bytes };
    }
    catch (error) {
        await writer.abort();
        throw error;
    }
}
/**
 * Reads the index of a shard that a manifest names: checks its SHA-256, and that it fits the shard. Costs some 60 bytes
 * of memory for each image. Throws MillraceError `bad-file`, `not-found`.
 */
export async function readImageIndex(storage, dataset, shard) {
    if (shard.index === undefined)
        throw new MillraceError('bad-file', 'a shard of images has no index');
    const key = `${dataset}/${shard.index.file}`;
    if (sha256Hex(await storage.get(key)) !== shard.index.sha256)
        throw badIndex(key, 'an index has other bytes than its SHA-256 says');
    const reader = await openArrowReader(storage, key, columns);
    const index = {
        ids: [],
        offsets: new Float64Array(shard.rows),
        lengths: new Uint32Array(shard.rows),
        widths: new Uint32Array(shard.rows),
        heights: new Uint32Array(shard.rows),
        labels: [],
    };
    for await (const group of groupsOf(reader)) {
        for (const { id, offset, length, width, height, label } of group) {
            const row = index.ids.length;
            if (offset < 0 || offset + length > shard.bytes)
                throw badIndex(key, `row ${row} lies outside the shard`);
            index.ids.push(id);
            index.offsets[row] = offset;
            index.lengths[row] = length;
            index.widths[row] = width;
            index.heights[row] = height;
            index.labels.push(label);
        }
    }
    if (index.ids.length !== shard.rows) {
        throw badIndex(key, `expected an index of ${shard.rows} images, found ${index.ids.length}`);
    }
    return index;
}
function badIndex(at, message) {
    return new MillraceError('bad-file', message, { at, hint: 'run `millrace verify`' });
}
//# sourceMappingURL=image-index.js.map