import { randomBytes } from 'node:crypto';
import { copyFile, link, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { systemCode, writeError } from './file-errors.js';
/** Folder under a store's root, on its filesystem, that holds files not yet published. */
export const temporaryFolder = '.tmp';
const mostAttempts = 5;
/** Opens a temporary file in the store at `root`. Errors of every step are those of {@link writeError}. */
export async function openTemporaryFile(root) {
    const folder = join(root, temporaryFolder);
    const path = join(folder, `${ownPrefix()}${randomBytes(8).toString('hex')}`);
    let handle;
    try {
        await makeFolder(root);
        handle = await open(path, 'wx');
    }
    catch (error) {
        throw writeError(error, root, 0);
    }
    let bytes = 0;
    let closed = false;
    const close = async () => {
        if (!closed) {
            closed = true;
            await handle.close();
        }
    };
    const remove = async () => {
        await close();
        await rm(path, { force: true });
    };
    const publish = async (target, step) => {
        try {
            await handle.sync();
            await close();
            const made = await inFolder(dirname(target), step);
            await syncFolders(dirname(target), made === undefined ? dirname(target) : dirname(made));
        }
        catch (error) {
            await remove();
            throw writeError(error, target, bytes);
        }
    };
    return {
        get bytes() {
            return bytes;
        },
        write: async (piece) => {
            try {
                await writeWhole(handle, piece);
                bytes += piece.byteLength;
            }
            catch (error) {
                await remove();
                throw writeError(error, root, bytes + piece.byteLength);
            }
        },
        replace: (target) => publish(target, () => rename(path, target)),
        createIfAbsent: async (target) => {
            let created = true;
            await publish(target, async () => {
                created = await linkIfAbsent(path, target);
            });
            await remove();
            return created;
        },
        remove,
    };
}
/** Gives a published file a second name, replacing what has it. Where the filesystem makes no more links, a copy. */
export async function linkFile(root, path, target) {
    const temporary = join(root, temporaryFolder, `${ownPrefix()}${randomBytes(8).toString('hex')}`);
    await inFolder(join(root, temporaryFolder), () => link(path, temporary).catch((error) => {
        if (!['EMLINK', 'EPERM', 'ENOTSUP', 'EXDEV'].includes(systemCode(error) ?? ''))
            throw error;
        return copyFile(path, temporary);
    }));
    try {
        await inFolder(dirname(target), () => rename(temporary, target));
    }
    finally {
        await rm(temporary, { force: true });
    }
}
/** Removes what dead processes of this machine left in the temporary folder; gives the number of files removed. */
export async function removeStaleTemporaries(root) {
    const folder = join(root, temporaryFolder);
    const names = await readdir(folder).catch(() => []);
    const own = `${hostname()}~`;
    const stale = names.filter((name) => name.startsWith(own) && !isRunning(Number(name.slice(own.length).split('~')[0])));
    await Promise.all(stale.map((name) => rm(join(folder, name), { force: true })));
    return stale.length;
}
function ownPrefix() {
    return `${hostname()}~${process.pid}~`;
}
function isRunning(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return systemCode(error) === 'EPERM';
    }
}
/** Makes a folder and does a step in it; gives the first folder made. Another process may take an empty folder away again. */
async function inFolder(folder, step) {
    for (let attempt = 1;; attempt++) {
        try {
            const made = await mkdir(folder, { recursive: true });
            await step();
            return made;
        }
        catch (error) {
            if (systemCode(error) !== 'ENOENT' || attempt === mostAttempts)
                throw error;
        }
    }
}
/** One step at a time: a recursive mkdir on a read-only disk says ENOENT. */
async function makeFolder(root) {
    await mkdir(root, { recursive: true });
    try {
        await mkdir(join(root, temporaryFolder));
    }
    catch (error) {
        if (systemCode(error) !== 'EEXIST')
            throw error;
    }
}
async function linkIfAbsent(path, target) {
    try {
        await link(path, target);
        return true;
    }
    catch (error) {
        if (systemCode(error) === 'EEXIST')
            return false;
        throw error;
    }
}
/** A full disk takes part of a write and reports no error: only the next write fails. */
export async function writeWhole(handle, piece) {
    let done = 0;
    while (done < piece.byteLength) {
        const { bytesWritten } = await handle.write(piece, done, piece.byteLength - done);
        if (bytesWritten === 0)
            throw Object.assign(new Error('a write took no bytes'), { code: 'ENOSPC' });
        done += bytesWritten;
    }
}
async function syncFolder(path) {
    const handle = await open(path, 'r').catch((error) => {
        // Whoever took the folder away deleted the value first: there is nothing left to last.
        if (systemCode(error) !== 'ENOENT')
            throw error;
    });
    try {
        await handle?.sync();
    }
    finally {
        await handle?.close();
    }
}
/** Makes the entries of a folder last, and those of the folders above it up to `top`. */
async function syncFolders(folder, top) {
    for (let path = folder;; path = dirname(path)) {
        await syncFolder(path);
        if (path === top)
            return;
    }
}
//# sourceMappingURL=temporary-file.js.map