import { createReadStream } from 'node:fs';
import { basename, dirname } from 'node:path';
import { MillraceError } from '../../core/errors.js';
import { isProblem, parseFrame } from '../../pipelines/reader.js';
import { html } from '../../pipelines/readers/html.js';
import { text } from '../../pipelines/readers/text.js';
const limits = { recordBytes: 16 * 2 ** 20, expansionRatio: 200 };
/**
 * The text of a file as a build would read it with its default limits: decompressed, in the charset that it declares.
 * Throws MillraceError with the word of the problem.
 */
export async function readText(path, format) {
    const reader = format === 'html' ? html : text;
    const place = { key: path, folder: basename(dirname(path)) };
    const options = reader.options.parse({});
    for await (const frames of reader.frames({ ...place, firstLine: 1, pieces: piecesOf(path) }, limits, options))
        for (const frame of frames) {
            const parsed = await parseFrame(reader, frame, place, options, limits);
            if (isProblem(parsed))
                throw new MillraceError('record-invalid', parsed.problem, { at: path });
            return parsed.text;
        }
    throw new MillraceError('record-invalid', 'no record in the file', { at: path });
}
async function* piecesOf(path) {
    try {
        yield* createReadStream(path);
    }
    catch (error) {
        const { code } = error;
        throw new MillraceError('record-invalid', `file cannot be read (${code ?? 'unknown'})`, { at: path, cause: error });
    }
}
//# sourceMappingURL=read-text.js.map