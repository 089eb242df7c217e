import { readZipDirectory } from '../formats/zip-directory.js';
import { problemOfEntry, zipContent } from '../formats/zip-members.js';
import { isProblem } from '../reader.js';
import { archiveOptions, memberFrames, memberLimits, } from './archive-members.js';
import { inFrameChunks } from './frame-chunks.js';
/**
 * ZIP files: the records of each member, by its directory, so a member that is not read costs nothing. Own reading, since
 * yauzl asks twice for each member where a file is on a network.
 */
export const zip = {
    format: 'zip',
    summary: 'ZIP files: the records of their members, each read as the format that its name tells.',
    options: archiveOptions,
    splitsAtLines: () => false,
    randomAccess: true,
    frames: (input, limits, options) => inFrameChunks(zipFrames(input, limits, options)),
};
async function* zipFrames(input, limits, options) {
    const file = input.file;
    const entries = await readZipDirectory(file, limits);
    if (isProblem(entries))
        return yield { frame: { source: input.key, ...entries }, bytes: 0 };
    yield* memberFrames(input.key, members(), options);
    async function* members() {
        let stored = 0;
        for (const entry of entries) {
            if (entry.name.endsWith('/'))
                continue;
            const problem = problemOfEntry(entry, file.fileBytes);
            // Members that lie over each other would give the same bytes again and again.
            const overlaps = stored + entry.storedBytes > file.fileBytes;
            yield {
                name: entry.name,
                limits: memberLimits(limits, entry.name, entry.bytes / Math.max(1, entry.storedBytes)),
                ...(problem !== undefined ? { problem } : overlaps ? { problem: { problem: 'overlapping-members' } } : {}),
                pieces: () => {
                    stored += entry.storedBytes;
                    return zipContent(file, entry, limits);
                },
            };
        }
    }
}
//# sourceMappingURL=zip.js.map