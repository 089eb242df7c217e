/** A writer that takes another type of row and writes what `map` makes of each. */
export function mappedWriter(writer, map) {
    return {
        get rows() {
            return writer.rows;
        },
        get bytes() {
            return writer.bytes;
        },
        add: (rows) => writer.add(mapped(rows, map)),
        finish: () => writer.finish(),
        abort: () => writer.abort(),
    };
}
/** A reader that gives what `map` makes of each row. */
export function mappedReader(reader, map) {
    return { groups: reader.groups, group: async (index) => (await reader.group(index)).map(map) };
}
function* mapped(rows, map) {
    for (const row of rows)
        yield map(row);
}
//# sourceMappingURL=mapped-rows.js.map