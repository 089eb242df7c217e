import { openParquetReader } from '../../shards/parquet-reader.js';
/** Opens a table: one read of each file's footer. Throws what {@link openParquetReader} throws. */
export async function openTable(storage, keys, schema) {
    const groups = [];
    let start = 0;
    for (const key of keys) {
        const reader = await openParquetReader(storage, key, schema);
        for (const [index, { rows }] of reader.rowGroups.entries()) {
            groups.push({ reader, index, start, rows });
            start += rows;
        }
    }
    let held;
    return {
        rows: start,
        read: async function* (columns) {
            for (const { reader, index } of groups)
                yield await reader.columns(index, columns);
        },
        valueAt: async (column, row) => {
            if (held === undefined || held.column !== column || !holds(held.group, row)) {
                const group = groups.find((each) => holds(each, row));
                if (group === undefined)
                    return undefined;
                const rows = await group.reader.columns(group.index, [column]);
                held = { group, column, values: rows.map((each) => each[column]) };
            }
            return held.values[row - held.group.start];
        },
    };
}
function holds({ start, rows }, row) {
    return row >= start && row < start + rows;
}
//# sourceMappingURL=table-groups.js.map