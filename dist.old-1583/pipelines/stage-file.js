import { readFileSync } from 'node:fs';
import { MillraceError } from '../core/errors.js';
import { fileStamp } from './file-stamp.js';
/** The bytes of a file that a stage reads. Throws as {@link withStageFile}. */
export function readStageFile(path, what) {
    return withStageFile(path, what, () => readFileSync(path));
}
/** What `read` gives. Throws MillraceError `no-stage-file` (usage) for what it throws: `what` was expected at `path`. */
export function withStageFile(path, what, read) {
    try {
        return read();
    }
    catch (cause) {
        throw noStageFile(path, what, cause);
    }
}
/** The error for a file that could not be read, with the system's word for why: `what` was expected at `path`. */
export function noStageFile(path, what, cause) {
    const { code } = cause;
    const why = code === undefined ? '' : ` (${code})`;
    return new MillraceError('no-stage-file', `expected ${what}, found no file that can be read${why}`, {
        kind: 'usage',
        at: path,
        cause,
    });
}
/** `open`, with what it made of each path kept for the thread until another file stands there. Each call asks for the file. */
export function keptForFile(open) {
    const kept = new Map();
    return (path) => {
        const stamp = fileStamp(path);
        const known = kept.get(path);
        if (known?.stamp === stamp)
            return known.opened;
        const opened = open(path);
        kept.set(path, { stamp, opened });
        return opened;
    };
}
//# sourceMappingURL=stage-file.js.map