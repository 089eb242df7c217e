/** The types of Arrow, by the number that they have in a schema. */
export const typeNames = [
    ...['none', 'null', 'int', 'float', 'binary', 'utf8', 'bool', 'decimal', 'date', 'time', 'timestamp', 'interval'],
    ...['list', 'struct', 'union', 'fixed-binary', 'fixed-list', 'map', 'duration', 'large-binary', 'large-utf8'],
    ...['large-list', 'run-end', 'binary-view', 'utf8-view', 'list-view', 'large-list-view'],
];
/** Bounds far above those of real schemas. */
const maxDepth = 16;
const maxFields = 10_000;
/** @throws RangeError where the table is no schema, is in big-endian order, or has more fields than can be. */
export function readSchema(table) {
    if (table.int16(0, 0) !== 0)
        throw new RangeError('big-endian');
    const count = { left: maxFields };
    const fields = table.tables(1).map((field) => readField(field, count, 0));
    return { fields, metadata: table.tables(2).map((pair) => ({ key: pair.text(0), value: pair.text(1) })) };
}
function readField(table, count, depth) {
    if (depth > maxDepth || --count.left < 0)
        throw new RangeError('too many fields');
    const dictionary = table.table(4);
    const index = dictionary?.table(1);
    return {
        name: table.text(0),
        type: readType(typeNames[table.int8(2, 0)] ?? 'none', table.table(3)),
        dictionary: dictionary === undefined
            ? null
            : { id: dictionary.int64(0, 0), index: index === undefined ? int32 : readType('int', index) },
        children: table.tables(5).map((child) => readField(child, count, depth + 1)),
    };
}
const int32 = { name: 'int', bits: 32, signed: true, unit: 0, size: 0 };
function readType(name, table) {
    const type = { name, bits: 0, signed: true, unit: 0, size: 0 };
    if (table === undefined)
        return type;
    switch (name) {
        case 'int':
            return { ...type, bits: table.int32(0, 0), signed: table.int8(1, 0) !== 0 };
        case 'float':
            return { ...type, bits: 16 << table.int16(0, 0) };
        case 'decimal':
            return { ...type, bits: table.int32(2, 128) };
        case 'date':
            return { ...type, unit: table.int16(0, 1) };
        case 'timestamp':
        case 'union':
            return { ...type, unit: table.int16(0, 0) };
        case 'fixed-list':
            return { ...type, size: table.int32(0, 0) };
        default:
            return type;
    }
}
//# sourceMappingURL=schema.js.map