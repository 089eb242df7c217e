import { fateColumns, fateFromRow } from '../shards/fate-columns.js';
import { openParquetReader } from '../shards/parquet-reader.js';
/**
 * The fates of some files that pass a test of a few of their columns, in order. Reads those columns of every group, and
 * the others only of groups where a row passes; holds one group.
 */
export async function* searchFates(storage, keys, columns, passes) {
    for (const key of keys) {
        const reader = await openParquetReader(storage, key, fateColumns);
        for (let index = 0; index < reader.groups; index++) {
            const tested = await reader.columns(index, columns);
            const found = tested.flatMap((row, place) => (passes(row) ? [place] : []));
            if (found.length === 0)
                continue;
            const rows = await reader.group(index);
            for (const place of found) {
                const row = rows[place];
                if (row !== undefined)
                    yield fateFromRow(row);
            }
        }
    }
}
//# sourceMappingURL=fate-search.js.map