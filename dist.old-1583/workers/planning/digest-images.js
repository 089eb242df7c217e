import { basename, dirname } from 'node:path/posix';
import { findImageReader } from '../../pipelines/image-readers/image-readers.js';
import { openSourceFile } from '../../storage/source-file.js';
import { digestInput } from './digest-input.js';
import { referenceDigest } from './references.js';
/** A line names an image that is some hundred times as long. */
const rangesOfPartition = 256;
/** As {@link digestInput}, and the digests of the images that a file's lines name. Cost: one read of these too. */
export async function digestImages(file, { sources, limits }) {
    const source = sources[file.source];
    const reader = findImageReader(source?.format ?? '');
    const names = reader?.referencedPaths !== undefined && source !== undefined && reader.referencesFiles?.(source.options) !== false;
    const rangeBytes = names ? Math.ceil(limits.partitionBytes / rangesOfPartition) : limits.partitionBytes;
    const digest = await digestInput(file, rangeBytes, reader?.splitsAtLines(file.key) ?? false);
    if ('problem' in digest || reader === undefined || source === undefined || !names)
        return digest;
    const references = [];
    const opened = openSourceFile(file.path);
    try {
        for (const { start, end, firstLine } of digest.ranges) {
            const input = {
                key: file.key,
                folder: basename(dirname(file.key)),
                firstLine,
                fileBytes: digest.bytes,
                pieces: opened.read(start, end),
                range: opened.range,
            };
            const found = await referenceDigest(file.path, input, reader, source.options, limits);
            if (found !== null)
                references.push(found);
        }
    }
    finally {
        await opened.close();
    }
    return { ...digest, references };
}
//# sourceMappingURL=digest-images.js.map