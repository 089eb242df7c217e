import { MillraceError } from '../core/errors.js';
/**
 * The rows of one record batch that {@link toRecordBatch} or an equal writer made. Fixed lists and binary values are views of its memory.
 * Throws MillraceError `bad-file` where a column is missing or has another type.
 */
export function toRows(schema, batch) {
    const names = Object.keys(schema);
    const columns = Object.entries(schema).map(([name, column]) => {
        const index = batch.schema.fields.findIndex((field) => field.name === name);
        const data = batch.data.children[index];
        if (data === undefined)
            throw new MillraceError('bad-file', `there is no column ${name}`);
        return columnValues(name, column, data);
    });
    const rows = new Array(batch.numRows);
    for (let row = 0; row < rows.length; row++) {
        const values = {};
        for (let c = 0; c < names.length; c++)
            values[names[c]] = columns[c]?.[row];
        rows[row] = values;
    }
    return rows;
}
function columnValues(name, column, data) {
    switch (column.type) {
        case 'utf8':
            return withNulls(texts(data), data);
        case 'binary':
            return binaries(data);
        case 'image':
            return binaries(firstChild(name, data));
        case 'uint32':
        case 'float64':
            return withNulls(Array.from(numbers(name, data)), data);
        case 'int64':
            return withNulls(Array.from(data.values, Number), data);
        case 'list<utf8>':
            return lists(data, texts(firstChild(name, data)));
        case 'list<uint32>':
            return lists(data, numbers(name, firstChild(name, data)));
        case 'fixed<uint16>':
        case 'fixed<uint32>': {
            const length = column.length ?? 0;
            const items = numbers(name, firstChild(name, data));
            if (items.length < length * data.length)
                throw new MillraceError('bad-file', `column ${name} has shorter lists`);
            return Array.from({ length: data.length }, (_, row) => items.subarray(row * length, (row + 1) * length));
        }
    }
}
function texts(data) {
    const offsets = data.valueOffsets;
    const values = data.values;
    const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    const found = new Array(data.length);
    for (let i = 0; i < found.length; i++)
        found[i] = bytes.toString('utf8', offsets[i], offsets[i + 1]);
    return found;
}
function binaries(data) {
    const offsets = data.valueOffsets;
    const values = data.values;
    return Array.from({ length: data.length }, (_, row) => values.subarray(offsets[row], offsets[row + 1]));
}
function numbers(name, data) {
    const values = data.values;
    if (values instanceof Uint16Array || values instanceof Uint32Array || values instanceof Float64Array)
        return values;
    throw new MillraceError('bad-file', `column ${name} has another type`);
}
function lists(data, items) {
    const offsets = data.valueOffsets;
    return Array.from({ length: data.length }, (_, row) => items.slice(offsets[row], offsets[row + 1]));
}
function firstChild(name, data) {
    const child = data.children[0];
    if (child === undefined)
        throw new MillraceError('bad-file', `column ${name} is no list`);
    return child;
}
function withNulls(values, data) {
    const bitmap = data.nullBitmap;
    if (data.nullCount === 0 || bitmap === undefined)
        return values;
    for (let i = 0; i < data.length; i++)
        if (((bitmap[i >> 3] ?? 0) & (1 << (i & 7))) === 0)
            values[i] = null;
    return values;
}
//# sourceMappingURL=arrow-to-rows.js.map