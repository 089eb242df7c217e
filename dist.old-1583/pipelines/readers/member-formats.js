import { z } from 'zod';
import { arrow } from './arrow.js';
import { csv, tsv } from './csv.js';
import { html } from './html.js';
import { jsonl } from './jsonl.js';
import { mail, mbox } from './mail.js';
import { parquet } from './parquet.js';
import { pdf } from './pdf.js';
import { text } from './text.js';
import { warc } from './warc.js';
/** Formats that a member of an archive, or a file of a data set, may have. */
export const memberReaders = [jsonl, csv, tsv, parquet, arrow, text, html, warc, mail, mbox, pdf];
const byFormat = new Map(memberReaders.map((reader) => [reader.format, reader]));
/** The format with its default options; undefined where a member cannot have it. */
export function plainMemberFormat(format) {
    const reader = byFormat.get(format);
    return reader === undefined ? undefined : { reader, options: reader.options.parse({}) };
}
/** `{format: jsonl, text: body}`: a format and its options. */
export const memberFormat = z
    .discriminatedUnion('format', branches())
    .describe('Format of the members, with its options.');
function branches() {
    const [first, ...others] = memberReaders.map(({ format, options }) => {
        if (!(options instanceof z.ZodObject))
            throw new Error(`options of the reader "${format}" must be a zod object`);
        return z.strictObject({ format: z.literal(format), ...options.shape });
    });
    return [first, ...others];
}
/** The format that a recipe names for members. */
export function chosenMemberFormat(chosen) {
    const { format, ...options } = chosen;
    const reader = byFormat.get(format);
    return reader === undefined ? undefined : { reader, options };
}
//# sourceMappingURL=member-formats.js.map