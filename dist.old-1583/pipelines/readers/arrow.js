import { openParts, skipField } from '../formats/arrow/batch.js';
import { NotUtf8, openColumn } from '../formats/arrow/columns.js';
import { fileMessages, isArrowFile } from '../formats/arrow/file.js';
import { joinedColumns } from '../formats/arrow/joined-columns.js';
import { arrowMessages } from '../formats/arrow/messages.js';
import { readSchema } from '../formats/arrow/schema.js';
import { openCursor } from '../formats/byte-cursor.js';
import { classNames } from '../formats/class-names.js';
import { plainValue } from '../formats/plain-value.js';
import { isProblem, } from '../reader.js';
import { compressionOf, decompress } from './decompression.js';
import { documentOfRow, namedColumns } from './document-columns.js';
import { inFrameChunks } from './frame-chunks.js';
import { parquet } from './parquet.js';
import { openTextBudget } from './text-budget.js';
/**
 * Arrow IPC files and streams. A record batch is held whole. Own decoding, since apache-arrow believes the lengths that
 * a file states.
 */
export const arrow = {
    format: 'arrow',
    summary: 'Arrow IPC files and streams (.arrow, .arrows, .feather of version 2), a row for each document.',
    options: parquet.options,
    splitsAtLines: () => false,
    randomAccess: true,
    frames: (input, limits, options) => inFrameChunks(rowFrames(input, limits, options)),
};
/** Record batches may be as large as this many of the longest records. */
const batchRecords = 64;
const mostElements = 1_000_000;
async function* rowFrames(input, limits, options) {
    const cursor = openCursor(decompress(input.key, input.pieces, limits));
    let file;
    try {
        for await (const message of await messagesOf(input, cursor, limits)) {
            const place = file === undefined ? input.key : `${input.key}:${file.rows + 1}`;
            if (isProblem(message))
                return yield alone(place, message);
            if (file === undefined) {
                const opened = openFile(message, options, openTextBudget(() => Math.max(cursor.offset, input.file?.fileBytes ?? 0), limits));
                if (isProblem(opened))
                    return yield alone(input.key, opened);
                file = opened;
            }
            const body = await readBody(message, limits);
            if (message.kind === 'dictionary' && (isProblem(body) || !addDictionary(file, message, body, limits))) {
                return yield alone(place, { problem: 'damaged-arrow' });
            }
            if (message.kind !== 'batch')
                continue;
            const first = file.rows + 1;
            const rows = countRows(message.table);
            file.rows += rows;
            const columns = isProblem(body) ? body : openBatch(file, message, body, options, limits);
            if (isProblem(columns)) {
                yield alone(`${input.key}:${first}-${first + Math.max(0, rows - 1)}`, columns);
                continue;
            }
            for (let row = 0; row < rows; row++) {
                const source = `${input.key}:${first + row}`;
                const bytes = columns.get(options.text)?.size(row) ?? 0;
                const problem = file.budget.spend(bytes);
                if (problem !== undefined)
                    return yield alone(source, problem);
                const { names } = file;
                yield { frame: { source, parse: () => rowDocument(columns, row, options, names, limits) }, bytes };
            }
        }
        if (file === undefined)
            yield alone(input.key, { problem: 'damaged-arrow' });
    }
    finally {
        await cursor.close();
    }
}
/** By the footer where it can be had: Polars writes files that are no streams. */
async function messagesOf({ key, file }, cursor, limits) {
    if (file === undefined || compressionOf(key) !== undefined)
        return arrowMessages(cursor, limits);
    return (await isArrowFile(file)) ? fileMessages(file, limits) : arrowMessages(cursor, limits);
}
function alone(source, problem) {
    return { frame: { source, ...problem }, bytes: 0 };
}
function openFile(message, options, budget) {
    if (message.kind !== 'schema')
        return { problem: 'damaged-arrow' };
    const schema = guarded(() => readSchema(message.table));
    if (schema === undefined)
        return { problem: 'damaged-arrow' };
    const missing = namedColumns(options).some((name) => !schema.fields.some((field) => field.name === name));
    if (missing)
        return { problem: 'missing-column' };
    return { schema, names: classNames(schema.metadata, options), dictionaries: new Map(), budget, rows: 0 };
}
async function readBody({ bodyBytes, body }, { recordBytes }) {
    const limit = batchRecords * recordBytes;
    if (bodyBytes > limit)
        return { problem: 'batch-too-large', value: bodyBytes, limit };
    const bytes = await body();
    return bytes.length === bodyBytes ? bytes : { problem: 'damaged-batch' };
}
function countRows(table) {
    const rows = guarded(() => table.int64(0, 0)) ?? 0;
    return Number.isSafeInteger(rows) && rows > 0 ? rows : 0;
}
function addDictionary(file, { table, view }, body, limits) {
    const added = guarded(() => {
        const id = table.int64(0, 0);
        const data = table.table(1);
        const field = file.schema.fields.flatMap(withChildren).find((each) => each.dictionary?.id === id);
        if (data === undefined)
            return undefined;
        // Of columns that nobody asked for, and of types that cannot be read, no value is ever looked up.
        if (field === undefined)
            return true;
        const parts = openParts(data, view, body, byteBudget(body, limits));
        const place = { node: 0, buffer: 0, variadic: 0 };
        const values = openColumn({ ...field, dictionary: null }, parts, place, file.dictionaries, elementBudget());
        const before = file.dictionaries.get(id);
        const isDelta = table.int8(2, 0) !== 0 && before !== undefined;
        if (values !== undefined)
            file.dictionaries.set(id, isDelta ? joinedColumns(before, values) : values);
        return true;
    });
    return added === true;
}
function withChildren(field) {
    return [field, ...field.children.flatMap(withChildren)];
}
function byteBudget(body, { recordBytes, expansionRatio }) {
    return { left: Math.min(batchRecords * recordBytes, Math.max(recordBytes, body.length * expansionRatio)) };
}
function elementBudget() {
    return { left: mostElements };
}
function openBatch(file, { table, view }, body, options, limits) {
    const rows = countRows(table);
    const columns = guarded(() => {
        const parts = openParts(table, view, body, byteBudget(body, limits));
        return openColumns(file, parts, namedColumns(options));
    });
    if (columns === undefined || isProblem(columns))
        return columns ?? { problem: 'damaged-batch', value: rows };
    const sound = [...columns.values()].every((column) => column.rows === rows);
    return sound ? columns : { problem: 'damaged-batch', value: rows };
}
function openColumns({ schema, dictionaries }, parts, wanted) {
    const columns = new Map();
    const place = { node: 0, buffer: 0, variadic: 0 };
    for (const field of schema.fields) {
        if (!wanted.includes(field.name) || columns.has(field.name)) {
            skipField(field, parts, place);
            continue;
        }
        const budget = elementBudget();
        const column = openColumn(field, parts, place, dictionaries, budget);
        if (column === undefined)
            return { problem: 'unsupported-type' };
        columns.set(field.name, {
            ...column,
            get: (row) => {
                budget.left = mostElements;
                return column.get(row);
            },
        });
    }
    return columns;
}
/** Undefined where bytes are not what they say. */
function guarded(read) {
    try {
        return read();
    }
    catch (error) {
        if (error instanceof RangeError)
            return undefined;
        throw error;
    }
}
function rowDocument(columns, row, options, names, { recordBytes }) {
    const plain = {};
    try {
        for (const [name, column] of columns)
            plain[name] = plainValue(column.get(row));
    }
    catch (error) {
        if (error instanceof NotUtf8)
            return { problem: 'invalid-utf8' };
        if (error instanceof RangeError)
            return { problem: 'damaged-row' };
        throw error;
    }
    const named = names.apply(plain);
    return named === undefined ? { problem: 'invalid-label' } : documentOfRow(named, options, recordBytes);
}
//# sourceMappingURL=arrow.js.map