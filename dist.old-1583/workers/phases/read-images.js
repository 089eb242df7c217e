import { basename, dirname } from 'node:path/posix';
import { findImageReader } from '../../pipelines/image-readers/image-readers.js';
import { sniffFormat } from '../../pipelines/images/sniff-format.js';
import { openReferences } from '../planning/references.js';
import { admittedRecords } from './admitted-records.js';
import { inputChanged } from './read-input.js';
import { recordId } from './record-id.js';
import { noRecord, unread } from './source-record.js';
/**
 * Reads a partition's images in order, in chunks.
 *
 * @throws {MillraceError} `input-changed` where a file's bytes are no longer those that were planned
 */
export function readImages(plan, partition, admit, onRecord) {
    return admittedRecords(plan, partition, admit, (input, opened, source) => {
        const reader = findImageReader(source.format);
        return {
            found: imagesOf(reader, input, opened, source, plan, () => onRecord(noRecord)),
            parse: (ordinal, image) => parsed(ordinal, image, source, reader),
        };
    });
}
async function* imagesOf(reader, input, { pieces, range, rest, close }, source, { recipe }, idle) {
    if (input.problem !== null) {
        yield [{ source: input.key, problem: input.problem }];
        return;
    }
    try {
        const references = openReferences(input.path, recipe.limits);
        const place = {
            key: input.key,
            folder: basename(dirname(input.key)),
            firstLine: input.firstLine,
            fileBytes: input.fileBytes,
            pieces,
            range: (start, end) => {
                idle();
                return range(start, end);
            },
            references,
        };
        yield* reader.images(place, source.options, recipe.limits);
        idle();
        await rest();
        const named = input.references;
        if (named !== null && references.digest().sha256 !== named.sha256)
            throw inputChanged(`${input.key}#images`, undefined);
    }
    finally {
        await close();
    }
}
function parsed(ordinal, image, source, reader) {
    if ('problem' in image) {
        const record = unread(ordinal, image.source, source.format, image);
        const isElsewhere = image.problem === 'missing-image' && reader.namesImagesElsewhere === true;
        return isElsewhere ? { ...record, dropped: true } : record;
    }
    const format = sniffFormat(image.bytes);
    return { ordinal, item: { ...image, id: image.id ?? recordId(image.source), format, signals: null } };
}
//# sourceMappingURL=read-images.js.map