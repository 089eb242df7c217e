import { z } from 'zod';
import { isProblem } from '../reader.js';
import { column, metadataOf, scalar } from './json-columns.js';
/** Options of formats whose records are rows with named columns. */
export const documentColumns = {
    id: z.string().optional().describe('Column of the id, text or a number; without it ids come from file and place.'),
    text: z.string().default('text').describe('Column of the text.'),
    label: z.string().optional().describe('Column of the label.'),
    metadata: z.array(z.string()).default([]).describe('Columns to keep as metadata.'),
    content: z
        .enum(['text', 'html'])
        .default('text')
        .describe('What the text column holds; `html` is for `extract-html`.'),
};
/** The columns that a recipe names, each once. */
export function namedColumns({ id, text, label, metadata }) {
    return [...new Set([id, text, label, ...metadata])].filter((name) => name !== undefined);
}
/**
 * The document of a row whose values are as JSON has them, or what is wrong with it: `missing-field`, `not-a-string`,
 * `invalid-id`, `invalid-label`, `invalid-metadata`. `line` is the row's JSON text, from which numbers are taken with
 * all their digits; empty where the row was never JSON.
 */
export function documentOf(row, options, line) {
    const text = column(row, options.text);
    if (text === undefined)
        return { problem: 'missing-field' };
    if (typeof text !== 'string')
        return { problem: 'not-a-string' };
    const id = options.id === undefined ? null : scalar(row, options.id, line);
    const label = options.label === undefined ? null : scalar(row, options.label, line);
    if (id === undefined)
        return { problem: 'invalid-id' };
    if (label === undefined)
        return { problem: 'invalid-label' };
    const metadata = metadataOf(row, options.metadata, line);
    if (metadata === undefined)
        return { problem: 'invalid-metadata' };
    return { id, text: text.toWellFormed(), format: options.content, label, metadata };
}
/** As {@link documentOf}, of a row of a table: no text, as CSV's empty field or Parquet's null, is `missing-field`. */
export function documentOfRow(row, options, recordBytes) {
    const found = documentOf(row, options, '');
    if (isProblem(found) && column(row, options.text) === null)
        return { problem: 'missing-field' };
    if (isProblem(found))
        return found;
    // A character is at most three bytes: short texts need no count.
    const bytes = found.text.length * 3 <= recordBytes ? 0 : Buffer.byteLength(found.text);
    return bytes > recordBytes ? { problem: 'record-too-large', value: bytes, limit: recordBytes } : found;
}
//# sourceMappingURL=document-columns.js.map