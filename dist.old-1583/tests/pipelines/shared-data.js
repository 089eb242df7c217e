import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { packageRoot } from '../../storage/package-root.js';
const folder = new URL('../shared/data/', packageRoot);
/** Why a test on real data is skipped; false where the data are there. */
export const skipWithoutSharedData = existsSync(folder)
    ? false
    : 'needs ../shared/data: real documents and broken files';
export function sharedPath(path) {
    return new URL(path, folder);
}
export function sharedFile(path) {
    return readFileSync(sharedPath(path));
}
/** Rows of a compressed JSON lines file. */
export function sharedRows(path) {
    const lines = gunzipSync(sharedFile(path)).toString().split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}
//# sourceMappingURL=shared-data.js.map