import { openParquetReader } from './parquet-reader.js';
import { openParquetWriter } from './parquet-writer.js';
import { contentName, groupsOf } from './row-file.js';
/** The sheets of a version's thumbnails: what became of a record, or that it is a record with its augmented copies. */
export const sheetNames = ['kept', 'dropped', 'merged', 'quarantined', 'copies'];
const columns = {
    sheet: { type: 'utf8' },
    group: { type: 'utf8' },
    id: { type: 'utf8', bulk: true },
    source: { type: 'utf8', bulk: true },
    copy: { type: 'uint32' },
    into: { type: 'utf8', nullable: true, bulk: true },
    width: { type: 'uint32' },
    height: { type: 'uint32' },
    image: { type: 'image' },
};
const groupLimits = { rows: 4096, textUnits: 16 * 2 ** 20 };
/** Writes thumbnails, Parquet, to `metrics/<sha256>.parquet` in the dataset's folder. */
export async function writeThumbnails(storage, dataset, thumbnails) {
    const target = { storage, folder: dataset, name: contentName('metrics', 'parquet') };
    const writer = await openParquetWriter(target, columns, groupLimits);
    try {
        await writer.add(thumbnails.map((thumbnail) => ({ ...thumbnail })));
        return await writer.finish();
    }
    catch (error) {
        await writer.abort();
        throw error;
    }
}
/** All thumbnails of a file, in its order. Rows of sheets that this release does not know are left out. */
export async function readThumbnails(storage, key) {
    const thumbnails = [];
    for await (const rows of groupsOf(await openParquetReader(storage, key, columns))) {
        for (const { sheet: name, ...row } of rows) {
            const sheet = sheetNames.find((known) => known === name);
            if (sheet !== undefined)
                thumbnails.push({ ...row, sheet });
        }
    }
    return thumbnails;
}
//# sourceMappingURL=thumbnails.js.map