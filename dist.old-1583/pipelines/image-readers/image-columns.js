import { z } from 'zod';
import { column, metadataOf, scalar } from '../readers/json-columns.js';
import { readBoxes } from './image-boxes.js';
/** Options of formats whose rows describe an image each. */
export const imageColumns = {
    id: z.string().optional().describe('Column of the id, text or a number; without it ids come from the place.'),
    label: z.string().optional().describe('Column of the label.'),
    caption: z.string().optional().describe('Column of the text that belongs to the image.'),
    boxes: z
        .string()
        .optional()
        .describe('Column of the boxes: a list of `{x, y, width, height, label}` or of `[x, y, width, height]`, in pixels.'),
    metadata: z.array(z.string()).default([]).describe('Columns to keep as metadata.'),
};
/** The columns that a recipe names, in no order. */
export function namedColumns({ id, label, caption, boxes, metadata }) {
    return [id, label, caption, boxes, ...metadata].filter((name) => name !== undefined);
}
/**
 * What a row says of its image, or what is wrong with it. `line` is the row's JSON text, from which numbers are taken
 * with all their digits; empty where the row was never JSON.
 */
export function readImageColumns(row, options, line) {
    const id = options.id === undefined ? null : scalar(row, options.id, line);
    const label = options.label === undefined ? null : scalar(row, options.label, line);
    const caption = options.caption === undefined ? null : column(row, options.caption);
    if (id === undefined)
        return { problem: 'invalid-id' };
    if (label === undefined)
        return { problem: 'invalid-label' };
    if (typeof caption !== 'string' && caption !== null && caption !== undefined)
        return { problem: 'invalid-caption' };
    const boxes = readBoxes(options.boxes === undefined ? null : column(row, options.boxes));
    if (boxes === undefined)
        return { problem: 'invalid-boxes' };
    const metadata = metadataOf(row, options.metadata, line);
    if (metadata === undefined)
        return { problem: 'invalid-metadata' };
    return { id, label, caption: caption?.toWellFormed() ?? null, boxes, metadata };
}
//# sourceMappingURL=image-columns.js.map