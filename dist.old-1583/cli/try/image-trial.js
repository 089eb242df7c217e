import { readFile, stat } from 'node:fs/promises';
import { MillraceError } from '../../core/errors.js';
import { isImageProblem } from '../../pipelines/images/image-view.js';
import { openImageView } from '../../pipelines/images/open-image-view.js';
import { sniffFormat } from '../../pipelines/images/sniff-format.js';
/** Answers `{keep, reason, value, limit}`, and of a kept image its format, its sides and the bytes that it now takes. */
export function imageTrial(stage, parameters) {
    return {
        answerImage: async (path) => {
            const view = openImageView(await readImage(path));
            const result = await resultOf(stage, view, parameters);
            if ('reason' in result) {
                const { reason, value, limit } = result;
                return { keep: false, reason, value, limit };
            }
            const header = await result.header();
            if (isImageProblem(header)) {
                const { problem, value, limit } = header;
                return { keep: false, reason: problem, value, limit };
            }
            const { format, width, height } = header;
            return {
                keep: true,
                reason: null,
                value: null,
                limit: null,
                format,
                width,
                height,
                bytes: result.sample.bytes.length,
            };
        },
    };
}
async function resultOf(stage, view, parameters) {
    if (stage.kind === 'image-transform')
        return stage.transform(view, parameters);
    const verdict = await stage.decide(view, parameters);
    return verdict.keep ? view : verdict;
}
const mostBytes = 16 * 2 ** 20;
/** An image file as a build with its default limits would read it. Throws MillraceError for one that cannot be read. */
export async function readImage(path) {
    const failed = (error) => {
        throw new MillraceError('record-invalid', `file cannot be read (${error.code ?? 'unknown'})`, { at: path });
    };
    const found = await stat(path).catch(failed);
    if (!found.isFile())
        throw new MillraceError('record-invalid', 'not-a-file', { at: path });
    if (found.size > mostBytes)
        throw new MillraceError('record-invalid', 'record-too-large', { at: path });
    const bytes = await readFile(path).catch(failed);
    const text = { label: null, caption: null, boxes: [], metadata: {} };
    return { id: path, source: path, bytes, format: sniffFormat(bytes), ...text };
}
//# sourceMappingURL=image-trial.js.map