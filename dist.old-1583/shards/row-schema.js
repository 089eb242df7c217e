/** Whether a column holds bytes that are stored as they are. */
export function isBinary(column) {
    return column?.type === 'binary' || column?.type === 'image';
}
/**
 * UTF-16 code units of text and bytes of `binary` and `image` in a row, in all its columns: the measure by which rows are cut into
 * groups. UTF-8 takes at most three bytes for each unit.
 */
export function textUnits(schema) {
    const scalars = Object.keys(schema).filter((name) => schema[name]?.type === 'utf8');
    const lists = Object.keys(schema).filter((name) => schema[name]?.type === 'list<utf8>');
    const binaries = Object.keys(schema).filter((name) => isBinary(schema[name]));
    return (row) => {
        let units = 0;
        for (const name of binaries)
            units += row[name].byteLength;
        for (const name of scalars)
            units += row[name]?.length ?? 0;
        for (const name of lists)
            for (const text of row[name])
                units += text.length;
        return units;
    };
}
//# sourceMappingURL=row-schema.js.map