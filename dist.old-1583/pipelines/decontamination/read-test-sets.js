import { stat } from 'node:fs/promises';
import { MillraceError } from '../../core/errors.js';
import { shortPaths } from '../../core/short-paths.js';
import { openSourceFile } from '../../storage/source-file.js';
import { decodeStrictly, parseJsonObject } from '../formats/json-object.js';
import { isProblem } from '../reader.js';
import { decompress } from '../readers/decompression.js';
import { column } from '../readers/json-columns.js';
import { lineFrames } from '../readers/line-frames.js';
import { noStageFile } from '../stage-file.js';
const limits = { recordBytes: 16 * 2 ** 20, expansionRatio: 200 };
/**
 * The items of test sets, file by file: of `.jsonl` files (also compressed) each line, and of `.parquet` files each row,
 * with the texts of some fields joined; of others each line as it is. A field is a column, or `column.part` of one that
 * holds objects, and may hold a text or a list of texts, such as choices. Items are named by file and line, or row from 1;
 * files without the folders that they share.
 *
 * Throws MillraceError `no-stage-file`, `bad-test-set` (usage) for a file, or a line, that cannot be read, and for a file in
 * which no line has any of the fields.
 */
export async function* readTestSets(paths, fields) {
    const names = shortPaths(paths);
    for (const [index, path] of paths.entries())
        yield* itemsOf(path, names[index], fields);
}
async function* itemsOf(path, name, fields) {
    let items = 0;
    let seen = [];
    const entries = name.endsWith('.parquet') ? parquetRows(path, name, fields) : linesOf(path, name);
    try {
        for await (const entry of entries) {
            const text = 'line' in entry ? entry.line : textOf(entry.row, fields);
            if (text === undefined) {
                seen = 'row' in entry ? Object.keys(entry.row) : [];
                continue;
            }
            items++;
            yield { name: entry.at, text };
        }
    }
    catch (cause) {
        if (cause instanceof MillraceError)
            throw cause;
        throw noStageFile(path, 'a test set', cause);
    }
    if (items === 0)
        throw noItems(name, fields, seen);
}
async function* linesOf(path, name) {
    const asJson = /\.jsonl(\.|$)/.test(name);
    for await (const frames of lineFrames(name, 1, decompress(path, openSourceFile(path).read(), limits), limits)) {
        for (const frame of frames) {
            const { source: at } = frame;
            const line = isProblem(frame) ? frame : decodeStrictly(frame.bytes);
            const entry = typeof line !== 'string' ? line : asJson ? parseJsonObject(line) : { line };
            if ('problem' in entry)
                throw badTestSet(at, entry.problem);
            yield { at, ...entry };
        }
    }
}
async function* parquetRows(path, name, fields) {
    const { hasColumn, readFooter, readRowGroup } = await import('../formats/parquet-file.js');
    const { size } = await stat(path);
    const file = openSourceFile(path);
    try {
        const access = { fileBytes: size, range: (start, end) => file.range(start, end) };
        const footer = await readFooter(access, limits);
        if (isProblem(footer))
            throw badTestSet(name, footer.problem);
        const { metadata } = footer;
        const columns = [
            ...new Set(fields.map((field) => (hasColumn(metadata, field) ? field : (field.split('.')[0] ?? '')))),
        ];
        const present = columns.filter((column) => hasColumn(metadata, column));
        if (present.length === 0)
            throw noItems(name, fields, metadata.schema.slice(1).flatMap(({ name: own }) => (hasColumn(metadata, own) ? [own] : [])));
        let number = 1;
        for (const group of metadata.row_groups) {
            const rows = await readRowGroup(access, metadata, group, present, limits);
            if (isProblem(rows))
                throw badTestSet(`${name}:${number}`, rows.problem);
            for (const row of rows)
                yield { at: `${name}:${number++}`, row };
        }
    }
    finally {
        await file.close();
    }
}
/** The texts of a row's fields, joined; undefined where it has none of them. */
function textOf(row, fields) {
    const texts = fields.flatMap((field) => textsAt(row, field));
    return texts.length > 0 ? texts.join(' ').toWellFormed() : undefined;
}
/** The texts at a path into a row; of lists those of each element. */
function textsAt(value, path) {
    if (Array.isArray(value))
        return value.flatMap((each) => (Array.isArray(each) ? [] : textsAt(each, path)));
    if (path === undefined)
        return typeof value === 'string' ? [value] : [];
    if (typeof value !== 'object' || value === null)
        return [];
    const whole = column(value, path);
    const dot = path.indexOf('.');
    if (whole !== undefined || dot < 0)
        return textsAt(whole, undefined);
    return textsAt(column(value, path.slice(0, dot)), path.slice(dot + 1));
}
function noItems(at, fields, seen) {
    const columns = seen.map((key) => key.slice(0, 40)).slice(0, 20);
    const found = columns.length === 0 ? 'it is empty' : `its columns are ${columns.join(', ')}`;
    return badTestSet(at, `no line has any of ${fields.join(', ')}; ${found}`);
}
function badTestSet(at, found) {
    return new MillraceError('bad-test-set', `expected a test set of JSON lines, Parquet or text lines: ${found}`, {
        kind: 'usage',
        at,
        hint: 'name the columns that hold its texts: fields: [question, answer]',
    });
}
//# sourceMappingURL=read-test-sets.js.map