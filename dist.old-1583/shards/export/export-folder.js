import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { MillraceError } from '../../core/errors.js';
import { systemCode, writeError } from '../../storage/file-errors.js';
import { checkKey } from '../../storage/storage-key.js';
import { writeWhole } from '../../storage/temporary-file.js';
const unfinished = '.partial';
const bufferBytes = 2 ** 20;
/** Opens a folder that is empty or not there yet. Throws MillraceError `not-empty` (usage) for any other. */
export async function openExportFolder(path) {
    const location = resolve(path);
    const staging = join(location, unfinished);
    const made = await writing(location, 0, () => mkdir(location, { recursive: true }));
    await requireEmpty(location);
    await writing(location, 0, () => mkdir(staging));
    const folders = new Set([staging]);
    const opened = new Set();
    let files = 0;
    let bytes = 0;
    const openFile = async (name) => {
        checkKey(name);
        const target = join(staging, name);
        return await writing(join(location, name), 0, async () => {
            const folder = dirname(target);
            if (!folders.has(folder))
                await mkdir(folder, { recursive: true });
            folders.add(folder);
            const handle = await open(target, 'wx').catch((error) => {
                throw systemCode(error) === 'EEXIST' ? nameTaken(join(location, name), error) : error;
            });
            opened.add(handle);
            files++;
            return handle;
        });
    };
    const close = async (handle) => {
        opened.delete(handle);
        await handle.close();
    };
    return {
        location,
        get files() {
            return files;
        },
        get bytes() {
            return bytes;
        },
        create: async (name) => {
            const handle = await openFile(name);
            let pieces = [];
            let waiting = 0;
            let written = 0;
            const flush = async () => {
                const block = Buffer.concat(pieces);
                [pieces, waiting] = [[], 0];
                await writing(join(location, name), bytes, () => writeWhole(handle, block));
            };
            return {
                get bytes() {
                    return written;
                },
                write: async (piece) => {
                    pieces.push(piece);
                    waiting += piece.byteLength;
                    written += piece.byteLength;
                    bytes += piece.byteLength;
                    if (waiting >= bufferBytes)
                        await flush();
                },
                close: async () => {
                    await flush();
                    await writing(join(location, name), bytes, () => handle.sync());
                    await close(handle);
                },
            };
        },
        put: async (name, content) => {
            const handle = await openFile(name);
            await writing(join(location, name), content.byteLength, () => writeWhole(handle, content));
            await close(handle);
            bytes += content.byteLength;
        },
        finish: async () => {
            await writing(location, bytes, async () => {
                for (const name of await readdir(staging))
                    await rename(join(staging, name), join(location, name));
                await rmdir(staging);
            });
        },
        abort: async () => {
            for (const handle of opened)
                await handle.close().catch(() => undefined);
            await rm(staging, { recursive: true, force: true });
            if (made !== undefined)
                await removeEmpty(location, made);
        },
    };
}
async function requireEmpty(location) {
    const names = (await readdir(location)).sort();
    const [first] = names;
    if (first === undefined)
        return;
    const others = names.length === 1 ? '' : ` and ${names.length - 1} more`;
    throw new MillraceError('not-empty', `expected an empty folder or none, found ${JSON.stringify(first)}${others} in it`, {
        kind: 'usage',
        at: location,
        hint: names.includes(unfinished)
            ? `an export into it still runs, or was killed: if none runs, remove ${join(location, unfinished)}`
            : 'name another folder, or empty this one: an export never replaces files',
    });
}
function nameTaken(path, cause) {
    return new MillraceError('name-taken', 'two records would have the same file', {
        at: path,
        hint: 'ids that differ in upper and lower case alone need a file system that tells them apart',
        cause,
    });
}
/** Removes a folder and those above it up to `top`, as long as they are empty. */
async function removeEmpty(folder, top) {
    for (let path = folder; path.startsWith(top); path = dirname(path)) {
        if (!(await rmdir(path).then(() => true, () => false)))
            return;
    }
}
async function writing(path, bytes, write) {
    try {
        return await write();
    }
    catch (error) {
        const told = writeError(error, path, bytes);
        if (!(told instanceof MillraceError))
            throw told;
        throw new MillraceError(told.code, told.message, {
            at: path,
            hint: told.code === 'disk-full' ? 'free some space, or name a folder on another disk' : 'name another folder',
            cause: error,
        });
    }
}
//# sourceMappingURL=export-folder.js.map