import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { readThrift } from '../../shards/thrift.js';
import { isProblem } from '../reader.js';
import { parquetCodecs } from './parquet-codecs.js';
import { problemOfPages } from './parquet-pages.js';
/** Text as it is, with U+FFFD for bytes that are none. */
const parsers = {
    stringFromBytes: (bytes) => bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
};
const tailBytes = 8;
const magic = 'PAR1';
const maxSchemaElements = 2000;
/** Row groups may be as large as this many of the longest records. */
const groupRecords = 64;
/** A Parquet file's footer; `damaged-parquet` where there is none that can be read. Cost: two reads at the file's end. */
export async function readFooter({ fileBytes, range }, { recordBytes }) {
    const damaged = { problem: 'damaged-parquet' };
    if (fileBytes < tailBytes + magic.length)
        return damaged;
    const tail = Buffer.from(await range(fileBytes - tailBytes, fileBytes));
    const length = tail.length === tailBytes ? tail.readUInt32LE(0) : 0;
    if (tail.toString('latin1', 4) !== magic || length > fileBytes - tailBytes - magic.length)
        return damaged;
    if (length > recordBytes)
        return { problem: 'footer-too-large', value: length, limit: recordBytes };
    const footer = await range(fileBytes - tailBytes - length, fileBytes);
    const schema = readThrift(footer, 0)?.struct.get(2);
    if (!Array.isArray(schema) || schema.length > maxSchemaElements)
        return damaged;
    try {
        return { metadata: parquetMetadata(ownBuffer(footer), { geoparquet: false, parsers }) };
    }
    catch {
        return damaged;
    }
}
/**
 * Where each row group begins in the file, with the number of its first row; none where a group does not begin behind
 * the one before it, as writers write them.
 */
export function groupStarts({ row_groups: groups }) {
    const starts = [];
    let firstLine = 1;
    for (const group of groups) {
        const at = group.columns.reduce((least, { meta_data: column }) => Math.min(least, Number(column?.dictionary_page_offset || column?.data_page_offset)), Number.POSITIVE_INFINITY);
        if (!(at > (starts.at(-1)?.at ?? 0)))
            return [];
        starts.push({ at, firstLine });
        firstLine += Math.max(0, Number(group.num_rows));
    }
    return starts;
}
/** Rows of a group, and values of a column of it: each row is an object, however few bits it takes in the file. */
const mostRows = 1_000_000;
const mostValues = 16_000_000;
/** Bytes in the file of a row group's chunks of some columns; undefined where the footer does not say. */
export function storedBytes(metadata, group, columns) {
    return chunksOf(metadata, group, columns)?.reduce((sum, { start, end }) => sum + end - start, 0);
}
/**
 * The rows of one row group, of some columns. Reads their column chunks whole, since a chunk cannot be told from its
 * middle; so memory is twice the group's bytes in these columns. A group is `row-group-too-large` beyond 64 times
 * `recordBytes` or a million rows, and `damaged-row-group` where its chunks are not what the footer says or cannot be decoded.
 */
export async function readRowGroup(input, metadata, group, columns, limits) {
    const most = { rows: mostRows, bytes: groupRecords * limits.recordBytes };
    const held = await holdRowGroup(input, metadata, group, columns, limits, most);
    return isProblem(held) ? held : held.read(0, held.rows);
}
/** Reads a row group's chunks of some columns; problems as {@link readRowGroup} has them. */
export async function holdRowGroup(input, metadata, group, columns, limits, most) {
    const rows = Number(group.num_rows);
    const damaged = { problem: 'damaged-row-group', value: rows };
    const wanted = chunksOf(metadata, group, columns);
    if (wanted === undefined || !Number.isSafeInteger(rows) || rows < 0)
        return damaged;
    if (rows > most.rows)
        return { problem: 'row-group-too-large', value: rows, limit: most.rows };
    if (wanted.some((chunk) => chunk.values > mostValues))
        return damaged;
    const total = wanted.reduce((sum, chunk) => sum + chunk.uncompressedBytes, 0);
    if (total > most.bytes)
        return { problem: 'row-group-too-large', value: total, limit: most.bytes };
    const stored = wanted.reduce((sum, chunk) => sum + chunk.end - chunk.start, 0);
    if (rows > stored * limits.expansionRatio || wanted.some((chunk) => chunk.values > stored * limits.expansionRatio)) {
        return damaged;
    }
    const held = new Map();
    for (const chunk of wanted) {
        if (chunk.end > input.fileBytes)
            return damaged;
        const bytes = await input.range(chunk.start, chunk.end);
        if (bytes.length !== chunk.end - chunk.start)
            return damaged;
        const problem = problemOfPages(bytes, chunk);
        if (problem !== undefined)
            return problem === 'damaged' ? damaged : { problem: 'unsupported-encoding', value: rows };
        held.set(chunk.start, ownBuffer(bytes));
    }
    const nested = wanted.some((chunk) => chunk.nested);
    return {
        rows,
        rowsOf: (bytes) => (nested ? rows : Math.max(1, Math.floor((rows * bytes) / Math.max(1, total)))),
        read: async (start, end) => {
            try {
                const read = await parquetReadObjects({
                    file: { byteLength: input.fileBytes, slice: (from, to) => heldSlice(held, from, to) },
                    // Of one group alone, else each group would be looked for among all that come before it.
                    metadata: { ...metadata, num_rows: group.num_rows, row_groups: [group] },
                    ...(start === 0 && end === rows ? {} : { rowStart: start, rowEnd: end }),
                    columns: [...columns],
                    compressors: parquetCodecs,
                    parsers,
                    utf8: false,
                    geoparquet: false,
                });
                return read.length === end - start ? read : damaged;
            }
            catch {
                return damaged;
            }
        },
    };
}
/** Where the column chunks lie; undefined where the footer does not say so in numbers that can be. */
function chunksOf({ schema }, group, columns) {
    const chunks = [];
    for (const { meta_data: column } of group.columns) {
        if (column === undefined)
            return undefined;
        if (!columns.includes(column.path_in_schema[0] ?? ''))
            continue;
        const start = Number(column.dictionary_page_offset || column.data_page_offset);
        const levels = levelsOf(schema, column.path_in_schema);
        const nested = column.path_in_schema.length > 1 || (levels?.maxRepetition ?? 0) > 0;
        const numbers = {
            start,
            end: start + Number(column.total_compressed_size),
            values: Number(column.num_values),
            uncompressedBytes: Number(column.total_uncompressed_size),
        };
        const sound = Object.values(numbers).every((number) => Number.isSafeInteger(number) && number >= 0);
        if (!sound || numbers.end < start || levels === undefined)
            return undefined;
        chunks.push({ ...numbers, ...levels, codec: column.codec, boolean: column.type === 'BOOLEAN', nested });
    }
    return chunks;
}
/** The largest levels of a column, by its path in the schema, which is a tree written in preorder. */
function levelsOf(schema, path) {
    let [maxRepetition, maxDefinition] = [0, 0];
    let at = 1;
    for (const name of path) {
        let found = schema[at];
        while (found !== undefined && found.name !== name) {
            at = endOf(schema, at);
            found = schema[at];
        }
        if (found === undefined)
            return undefined;
        if (found.repetition_type === 'REPEATED')
            maxRepetition++;
        if (found.repetition_type !== 'REQUIRED')
            maxDefinition++;
        at++;
    }
    return { maxRepetition, maxDefinition };
}
/** Index behind an element and all that it holds. */
function endOf(schema, from) {
    let at = from;
    for (let open = 1; open > 0 && at < schema.length; at++)
        open += (schema[at]?.num_children ?? 0) - 1;
    return at;
}
/** Whether the schema has that column at its top. */
export function hasColumn({ schema }, name) {
    return levelsOf(schema, [name]) !== undefined;
}
function heldSlice(held, start, end) {
    for (const [from, buffer] of held) {
        if (start >= from && end !== undefined && end <= from + buffer.byteLength) {
            return start === from && end === from + buffer.byteLength ? buffer : buffer.slice(start - from, end - from);
        }
    }
    // The reader joins chunks that lie near each other, with what is between them.
    const whole = new Uint8Array((end ?? start) - start);
    for (const [from, buffer] of held) {
        if (from >= start && from + buffer.byteLength <= (end ?? start))
            whole.set(new Uint8Array(buffer), from - start);
    }
    return whole.buffer;
}
function ownBuffer(bytes) {
    const { buffer, byteOffset, length } = bytes;
    return byteOffset === 0 && buffer.byteLength === length && buffer instanceof ArrayBuffer
        ? buffer
        : new Uint8Array(bytes).buffer;
}
//# sourceMappingURL=parquet-file.js.map