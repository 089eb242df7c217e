import { openCursor } from '../formats/byte-cursor.js';
import { tarEntries } from '../formats/tar-members.js';
import { isProblem } from '../reader.js';
import { archiveOptions, memberFrames, memberLimits, } from './archive-members.js';
import { decompress } from './decompression.js';
import { inFrameChunks } from './frame-chunks.js';
/** Tars, plain or compressed: the records of each member. */
export const tar = {
    format: 'tar',
    summary: 'Tars (.tar, .tar.gz, .tgz, .tar.bz2, .tar.zst): the records of their members, as in `zip`.',
    options: archiveOptions,
    splitsAtLines: () => false,
    frames: (input, limits, options) => inFrameChunks(tarFrames(input, limits, options)),
};
async function* tarFrames(input, limits, options) {
    const cursor = openCursor(decompress(input.key, input.pieces, limits));
    const fileBytes = input.file?.fileBytes ?? 0;
    try {
        yield* memberFrames(input.key, members(), options);
    }
    finally {
        await cursor.close();
    }
    async function* members() {
        for await (const entry of tarEntries(cursor)) {
            const { name } = entry;
            const member = { name, limits: memberLimits(limits, name, cursor.offset / Math.max(1, fileBytes)) };
            if (!isProblem(entry))
                yield { ...member, pieces: entry.pieces };
            else {
                const problem = entry.problem === 'not-a-file' ? { ...entry, dropped: true } : entry;
                yield { ...member, problem, isLast: !ofMembers.has(entry.problem), pieces: noPieces };
            }
        }
    }
}
/** Problems of single members; the archive ends with every other. */
const ofMembers = new Set(['not-a-file', 'sparse-file', 'name-too-long', 'tar-header-too-large', 'corrupt-tar-header']);
async function* noPieces() {
    // A member with a problem is not read.
}
//# sourceMappingURL=tar.js.map