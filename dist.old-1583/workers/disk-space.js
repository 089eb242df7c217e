import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatByteSize } from '../core/byte-size.js';
import { MillraceError } from '../core/errors.js';
import { pause } from './abort.js';
/** A fresh Temporal database takes about 10 MiB; a build's own files come on top. */
const neededBytes = 32 * 2 ** 20;
/** Below this the Temporal server can no longer write down that anything failed, so the build would hang. */
const lowestBytes = 4 * 2 ** 20;
const everyMs = 1000;
/** @throws {MillraceError} `disk-full` where a folder's disk has too little room to begin a build */
export async function requireDiskSpace(folder) {
    const free = await freeBytes(folder);
    if (free < neededBytes)
        throw diskFull(folder, free, neededBytes);
}
/** Rejects with `disk-full` as soon as a folder's disk is nearly full; resolves when `signal` aborts. */
export async function watchDiskSpace(folder, signal) {
    while (!signal.aborted) {
        const free = await freeBytes(folder);
        if (free < lowestBytes)
            throw diskFull(folder, free, lowestBytes);
        await pause(everyMs, signal);
    }
}
function diskFull(folder, free, needed) {
    return new MillraceError('disk-full', `Expected at least ${formatByteSize(needed)} of free space for the store, found ${formatByteSize(free)}`, {
        at: folder,
        hint: 'Free some space and run the same command again: it goes on. `npx millrace gc` lists what can go.',
    });
}
/** Free bytes for this user where the folder lies, or will lie. */
async function freeBytes(folder) {
    try {
        const { bavail, bsize } = await statfs(folder);
        return bavail * bsize;
    }
    catch (error) {
        if (error.code !== 'ENOENT' || dirname(folder) === folder)
            throw error;
        return freeBytes(dirname(folder));
    }
}
//# sourceMappingURL=disk-space.js.map