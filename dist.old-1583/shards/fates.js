import { fateColumns, fateFromRow } from './fate-columns.js';
import { openFateIndexer } from './fate-indexer.js';
import { mappedReader } from './mapped-rows.js';
import { openParquetReader } from './parquet-reader.js';
import { openParquetWriter } from './parquet-writer.js';
import { contentName } from './row-file.js';
/** A lookup decodes one column of a group, and of the others the pages of one row. */
const groupLimits = { rows: 8_192, textUnits: 16 * 2 ** 20, pageBytes: 16 * 2 ** 10 };
/**
 * Writes fates, Parquet, to `fates/<sha256>.parquet` in the dataset's folder, and beside it their index. Holds one group of
 * rows, and 24 bytes for each row.
 */
export async function openFateWriter(storage, dataset) {
    const target = { storage, folder: dataset, name: contentName('fates', 'parquet') };
    const writer = await openParquetWriter(target, fateColumns, groupLimits);
    const indexer = openFateIndexer(storage, dataset);
    return {
        get rows() {
            return writer.rows;
        },
        get bytes() {
            return writer.bytes;
        },
        add: (rows) => writer.add(indexed(rows, indexer.add)),
        finish: async () => {
            const file = await writer.finish();
            return { ...file, index: await indexer.finish(file.rowGroups) };
        },
        abort: () => writer.abort(),
    };
}
function* indexed(rows, add) {
    for (const row of rows) {
        add(row);
        yield row;
    }
}
/** A file of fates as a manifest names it. */
export function fateTable({ file, sha256, bytes, rows, index }) {
    return { file, sha256, bytes, rows, index };
}
/** Opens a file of fates. */
export async function openFateReader(storage, key) {
    return mappedReader(await openParquetReader(storage, key, fateColumns), fateFromRow);
}
//# sourceMappingURL=fates.js.map