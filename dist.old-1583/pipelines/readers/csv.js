import { z } from 'zod';
import { csvFields } from '../formats/csv-fields.js';
import { csvRecords } from '../formats/csv-records.js';
import { problemAlone } from '../formats/problem-alone.js';
import { isProblem, } from '../reader.js';
import { decodeText } from './charset.js';
import { decompress } from './decompression.js';
import { documentColumns, documentOfRow, namedColumns } from './document-columns.js';
import { charset } from './file-options.js';
import { inFrameChunks } from './frame-chunks.js';
import { lineFrames } from './line-frames.js';
import { utf8Stream } from './utf8-stream.js';
const delimiter = (standard) => z
    .string()
    .length(1)
    .refine((value) => value < '\x7f' && !/["\r\n]/.test(value), {
    error: 'expected one ASCII character, no quote and no end of line',
})
    .default(standard)
    .describe('Character between two fields.');
const shared = {
    columns: z
        .array(z.string().min(1))
        .min(1)
        .optional()
        .describe('Names of the columns, in order, of files that do not begin with a line of names.'),
    quotes: z
        .boolean()
        .default(true)
        .describe('Whether `"` quotes fields; without it every line is a record, and `"` a character.'),
    charset,
    ...documentColumns,
};
const csvOptions = z.strictObject({ delimiter: delimiter(','), ...shared });
const tsvOptions = z.strictObject({ delimiter: delimiter('\t'), ...shared });
/** CSV files, a row for each document. An empty field is no value: CSV has no other way to write none. */
export const csv = {
    format: 'csv',
    summary: 'CSV files (.csv, also .gz, .bz2, .zst): a line of column names, then a row for each document.',
    options: csvOptions,
    splitsAtLines: () => false,
    frames: (input, limits, options) => inFrameChunks(rows(input, limits, options)),
};
export const tsv = {
    ...csv,
    format: 'tsv',
    summary: 'Tab-separated files (.tsv): as CSV, with tabs.',
    options: tsvOptions,
};
async function* rows(input, limits, options) {
    const stream = utf8Stream(decompress(input.key, input.pieces, limits), options.charset);
    let names = options.columns;
    const missing = names === undefined ? undefined : problemOfNames(names, options);
    if (missing !== undefined)
        return yield alone(input.key, missing);
    for await (const record of options.quotes ? quotedRecords(stream, options, limits) : plainLines(stream, limits)) {
        const source = `${input.key}:${record.line}`;
        if (names !== undefined) {
            const known = names;
            yield isProblem(record)
                ? alone(source, problemAlone(record))
                : { frame: { source, parse: () => rowOf(known, record.bytes, options, limits) }, bytes: record.bytes.length };
            continue;
        }
        // Without the names no row of the file can be read.
        const fields = isProblem(record) ? problemAlone(record) : fieldsOf(record.bytes, options);
        const problem = isProblem(fields) ? fields : problemOfNames(fields, options);
        if (problem !== undefined)
            return yield alone(input.key, problem);
        names = fields;
    }
    if (names === undefined)
        yield alone(input.key, { problem: 'missing-column' });
}
function alone(source, problem) {
    return { frame: { source, ...problem }, bytes: 0 };
}
function quotedRecords(stream, options, limits) {
    return csvRecords(stream, options.delimiter, limits.recordBytes);
}
async function* plainLines(stream, limits) {
    for await (const frames of lineFrames('', 1, stream, limits))
        for (const { source, ...rest } of frames)
            yield { line: Number(source.slice(1)), ...rest };
}
function fieldsOf(bytes, options) {
    const { text } = decodeText(bytes);
    return options.quotes ? csvFields(text, options.delimiter) : text.split(options.delimiter);
}
function problemOfNames(names, options) {
    const missing = namedColumns(options).some((name) => !names.includes(name));
    return missing ? { problem: 'missing-column' } : undefined;
}
function rowOf(names, bytes, options, limits) {
    const fields = fieldsOf(bytes, options);
    if (isProblem(fields))
        return fields;
    if (fields.length !== names.length) {
        return { problem: 'wrong-field-count', value: fields.length, limit: names.length };
    }
    const row = Object.fromEntries(names.map((name, index) => [name, fields[index] || null]));
    return documentOfRow(row, options, limits.recordBytes);
}
//# sourceMappingURL=csv.js.map