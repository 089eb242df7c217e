import { basename, dirname } from 'node:path/posix';
import { isProblem, parseFrame, } from '../../pipelines/reader.js';
import { findReader } from '../../pipelines/readers/readers.js';
import { admittedRecords } from './admitted-records.js';
import { recordId } from './record-id.js';
import { noRecord, unread } from './source-record.js';
/**
 * Reads a partition's documents in order, in chunks.
 *
 * @throws {MillraceError} `input-changed` where a file's bytes are no longer those that were planned
 */
export function readDocuments(plan, partition, admit, onRecord) {
    return admittedRecords(plan, partition, admit, (input, opened, source) => {
        const reader = findReader(source.format);
        const place = { key: input.key, folder: basename(dirname(input.key)) };
        return {
            found: framesOf(reader, input, opened, place, source, plan, () => onRecord(noRecord)),
            parse: (ordinal, frame) => {
                // A file such as a PDF may hang where it is parsed.
                onRecord(ordinal);
                const parsed = parseFrame(reader, frame, place, source.options, plan.recipe.limits);
                return parsed instanceof Promise
                    ? parsed.then((later) => recordOf(ordinal, frame, later, source.format))
                    : recordOf(ordinal, frame, parsed, source.format);
            },
        };
    });
}
async function* framesOf(reader, input, { pieces, range, rest, close }, place, source, { recipe }, idle) {
    if (input.problem !== null) {
        yield [{ source: input.key, problem: input.problem }];
        return;
    }
    try {
        const file = {
            fileBytes: input.fileBytes,
            range: (start, end) => {
                idle();
                return range(start, end);
            },
        };
        const { firstLine, start, end } = input;
        const found = { ...place, firstLine, pieces, file, part: { start, end } };
        yield* reader.frames(found, recipe.limits, source.options);
        idle();
        await rest();
    }
    finally {
        await close();
    }
}
function recordOf(ordinal, frame, parsed, format) {
    if (isProblem(parsed))
        return unread(ordinal, frame.source, format, parsed);
    const { id, ...rest } = parsed;
    return { ordinal, item: { ...rest, id: id ?? recordId(frame.source), source: frame.source } };
}
//# sourceMappingURL=read-documents.js.map