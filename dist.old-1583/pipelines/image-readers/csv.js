import { z } from 'zod';
import { csvFields } from '../formats/csv-fields.js';
import { csvRecords } from '../formats/csv-records.js';
import { decodeStrictly } from '../formats/json-object.js';
import { problemAlone } from '../formats/problem-alone.js';
import { isProblem } from '../reader.js';
import { decompress } from '../readers/decompression.js';
import { column } from '../readers/json-columns.js';
import { inImageChunks } from './image-chunks.js';
import { imageColumns, namedColumns, readImageColumns } from './image-columns.js';
import { namedImages, namedPaths } from './named-images.js';
const options = z.strictObject({
    image: z
        .string()
        .default('path')
        .describe("Column of the image file's path, relative to the folder of the CSV file, in or below which it must lie."),
    delimiter: z.enum([',', ';', '\t', '|']).default(',').describe('Character between two fields.'),
    ...imageColumns,
});
/** CSV files with a line of column names, a row for each image file. */
export const csv = {
    format: 'csv',
    summary: 'CSV files (.csv, .csv.gz, .csv.zst) with a line of column names, a row for each image file.',
    options,
    splitsAtLines: () => false,
    images: (input, options, limits) => inImageChunks(namedImages(rowsOf(input, options, limits), input.references)),
    referencedPaths: (input, options, limits) => namedPaths(rowsOf(input, options, limits)),
};
async function* rowsOf(input, options, limits) {
    const stream = decompress(input.key, input.pieces, limits);
    let names;
    for await (const record of csvRecords(stream, options.delimiter, limits.recordBytes)) {
        const source = `${input.key}:${record.line}`;
        const fields = isProblem(record) ? record : readFields(record.bytes, options.delimiter);
        if (names === undefined) {
            // Without the names no row of the file can be read.
            const problem = isProblem(fields) ? problemAlone(fields) : problemOfNames(fields, options);
            if (problem !== undefined)
                return yield { source: input.key, ...problem };
            names = fields;
        }
        else
            yield { source, ...(isProblem(fields) ? problemAlone(fields) : readRow(names, fields, options)) };
    }
    if (names === undefined)
        yield { source: input.key, problem: 'missing-column' };
}
function problemOfNames(names, options) {
    const missing = [options.image, ...namedColumns(options)].some((name) => !names.includes(name));
    return missing ? { problem: 'missing-column' } : undefined;
}
function readFields(bytes, delimiter) {
    const text = decodeStrictly(bytes);
    return typeof text === 'string' ? csvFields(text, delimiter) : text;
}
function readRow(names, fields, options) {
    if (fields.length !== names.length) {
        return { problem: 'wrong-field-count', value: fields.length, limit: names.length };
    }
    // An empty field is no value: CSV has no other way to write none.
    const row = Object.fromEntries(names.map((name, index) => [name, fields[index] || null]));
    const path = column(row, options.image);
    if (typeof path !== 'string')
        return { problem: 'missing-field' };
    const boxes = options.boxes === undefined ? null : column(row, options.boxes);
    if (typeof boxes === 'string' && options.boxes !== undefined)
        row[options.boxes] = jsonOrText(boxes);
    const described = readImageColumns(row, options, '');
    return isProblem(described) ? described : { path, described };
}
function jsonOrText(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return text;
    }
}
//# sourceMappingURL=csv.js.map