import { z } from 'zod';
import { classNames } from '../formats/class-names.js';
import { plainValue } from '../formats/plain-value.js';
import { isProblem, } from '../reader.js';
import { documentColumns, documentOfRow, namedColumns } from './document-columns.js';
import { inFrameChunks } from './frame-chunks.js';
import { column } from './json-columns.js';
import { openTextBudget } from './text-budget.js';
const options = z.strictObject(documentColumns);
/** Parquet files, a row for each document. Names of classes, where Hugging Face wrote them, stand for the label's numbers. */
export const parquet = {
    format: 'parquet',
    summary: 'Parquet files (.parquet), a row for each document.',
    options,
    splitsAtLines: () => false,
    randomAccess: true,
    frames: (input, limits, options) => inFrameChunks(rowFrames(input, limits, options)),
    splitPoints: async (_key, file, limits) => {
        const { groupStarts, readFooter } = await import('../formats/parquet-file.js');
        const footer = await readFooter(file, limits);
        return isProblem(footer) ? [] : groupStarts(footer.metadata).slice(1);
    },
};
const sliceBytes = 32 << 20;
const sliceRows = 100_000;
/** A row group is read in slices, so it may be larger than one that is held whole. */
const mostRows = 2 ** 24;
const groupRecords = 256;
async function* rowFrames(input, limits, options) {
    // Reading Parquet takes a while to load, which a recipe of other sources need not wait for.
    const { groupStarts, hasColumn, holdRowGroup, readFooter, storedBytes } = await import('../formats/parquet-file.js');
    const file = input.file;
    const { start: from, end: to } = input.part ?? { start: 0, end: file.fileBytes };
    // What is wrong with the file is told by its first part.
    const ofFile = (problem) => from > 0 ? [] : [{ frame: { source: input.key, ...problem }, bytes: 0 }];
    const footer = await readFooter(file, limits);
    if (isProblem(footer))
        return yield* ofFile(footer);
    const { metadata } = footer;
    const columns = namedColumns(options);
    if (!columns.every((name) => hasColumn(metadata, name)))
        return yield* ofFile({ problem: 'missing-column' });
    const starts = groupStarts(metadata);
    const names = classNames(metadata.key_value_metadata ?? [], options);
    const budget = openTextBudget(() => file.fileBytes, limits);
    const most = { rows: mostRows, bytes: groupRecords * limits.recordBytes };
    let first = 1;
    let stored = 0;
    for (const [place, group] of metadata.row_groups.entries()) {
        const rows = Math.max(0, Number(group.num_rows));
        const failed = (problem, from) => ({
            frame: { source: `${input.key}:${from}-${first + Math.max(0, rows - 1)}`, ...problem },
            bytes: 0,
        });
        // Groups that lie over each other would give the same bytes again and again.
        stored += storedBytes(metadata, group, columns) ?? 0;
        const start = starts[place]?.at ?? 0;
        if (start < from || start >= to) {
            first += rows;
            continue;
        }
        if (stored > file.fileBytes)
            return yield failed({ problem: 'damaged-row-group', value: rows }, first);
        const held = await holdRowGroup(file, metadata, group, columns, limits, most);
        if (isProblem(held))
            yield failed(held, first);
        else {
            const step = Math.min(sliceRows, held.rowsOf(sliceBytes));
            for (let start = 0; start < held.rows; start += step) {
                const slice = await held.read(start, Math.min(held.rows, start + step));
                if (isProblem(slice)) {
                    yield failed(slice, first + start);
                    break;
                }
                for (const [index, row] of slice.entries()) {
                    const source = `${input.key}:${first + start + index}`;
                    const bytes = textLength(row, options);
                    const problem = budget.spend(bytes);
                    if (problem !== undefined)
                        return yield { frame: { source, ...problem }, bytes: 0 };
                    yield { frame: { source, parse: () => rowDocument(row, options, names, limits) }, bytes };
                }
            }
        }
        first += rows;
    }
}
function textLength(row, { text }) {
    const value = column(row, text);
    return typeof value === 'string' ? value.length : 0;
}
function rowDocument(row, options, names, { recordBytes }) {
    const plain = {};
    for (const name of namedColumns(options))
        plain[name] = plainValue(column(row, name));
    const named = names.apply(plain);
    return named === undefined ? { problem: 'invalid-label' } : documentOfRow(named, options, recordBytes);
}
//# sourceMappingURL=parquet.js.map