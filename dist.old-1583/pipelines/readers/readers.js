import { arrow } from './arrow.js';
import { csv, tsv } from './csv.js';
import { html } from './html.js';
import { huggingFace } from './hugging-face.js';
import { jsonl } from './jsonl.js';
import { mail, mbox } from './mail.js';
import { parquet } from './parquet.js';
import { pdf } from './pdf.js';
import { tar } from './tar.js';
import { text } from './text.js';
import { warc } from './warc.js';
import { zip } from './zip.js';
/** Every source format that a recipe can name, in the order in which documentation lists them. */
export const readers = [
    jsonl,
    csv,
    tsv,
    parquet,
    arrow,
    huggingFace,
    text,
    html,
    warc,
    mail,
    mbox,
    pdf,
    zip,
    tar,
];
const byFormat = new Map(readers.map((reader) => [reader.format, reader]));
/** The reader of that format; undefined where there is none. */
export function findReader(format) {
    return byFormat.get(format);
}
//# sourceMappingURL=readers.js.map