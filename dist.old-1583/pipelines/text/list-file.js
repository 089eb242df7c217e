import { readStageFile } from '../stage-file.js';
const lineFeed = 10;
/**
 * The lines of a file, trimmed, without empty ones. Memory: the file's bytes, until the last line was taken.
 * Throws MillraceError `no-stage-file` (usage) where it cannot be read.
 */
export function* readListFile(path) {
    const bytes = readStageFile(path, 'a list');
    for (let start = 0; start < bytes.length;) {
        const feed = bytes.indexOf(lineFeed, start);
        const end = feed < 0 ? bytes.length : feed;
        const line = bytes.toString('utf8', start, end).trim();
        if (line !== '')
            yield line;
        start = end + 1;
    }
}
//# sourceMappingURL=list-file.js.map