import { statSync } from 'node:fs';
/** What tells that a file is another than before: size and time of change; empty where it cannot be asked. */
export function fileStamp(path) {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined ? '' : `${found.size}:${found.mtimeMs}`;
}
//# sourceMappingURL=file-stamp.js.map