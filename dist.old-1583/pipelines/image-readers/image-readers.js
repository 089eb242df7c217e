import { csv } from './csv.js';
import { folder } from './folder.js';
import { html } from './html.js';
import { jsonl } from './jsonl.js';
import { parquet } from './parquet.js';
import { tar } from './tar.js';
import { warc } from './warc.js';
/** Every source format of images that a recipe can name, in the order in which documentation lists them. */
export const imageReaders = [folder, tar, parquet, jsonl, csv, html, warc];
const byFormat = new Map(imageReaders.map((reader) => [reader.format, reader]));
/** The reader of that format; undefined where there is none. */
export function findImageReader(format) {
    return byFormat.get(format);
}
//# sourceMappingURL=image-readers.js.map