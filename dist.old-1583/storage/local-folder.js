import { open, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { byCodeUnit } from '../core/code-unit-order.js';
import { MillraceError } from '../core/errors.js';
import { streamingSha256 } from './digest.js';
import { readError, systemCode } from './file-errors.js';
import { checkKey, checkPrefix } from './storage-key.js';
import { linkFile, openTemporaryFile, temporaryFolder } from './temporary-file.js';
/**
 * A folder as a store. It is made at the first write.
 *
 * Publishing is: write to a temporary file on the same filesystem, check every write's length, fsync, then link
 * (create if absent) or rename (replace), fsync the folder. So a crash at any step leaves the old value or the new.
 * Errors: `disk-full`, `not-writable`, `not-readable`, `not-found`, `short-read`, `bad-key`.
 */
export function openLocalFolder(path) {
    const root = resolve(path);
    const pathOf = (key) => {
        checkKey(key);
        return join(root, key);
    };
    return {
        location: root,
        get: (key) => reading(pathOf(key), async (file) => plainBytes(await readFile(file))),
        getRange: (key, start, end) => reading(pathOf(key), (file) => readRange(file, start, end)),
        size: (key) => fileBytes(pathOf(key)),
        put: async (key, bytes) => {
            const target = pathOf(key);
            const file = await openTemporaryFile(root);
            await file.write(bytes);
            await file.replace(target);
        },
        putIfAbsent: async (key, bytes) => {
            const target = pathOf(key);
            if ((await fileBytes(target)) !== undefined)
                return false;
            const file = await openTemporaryFile(root);
            await file.write(bytes);
            return await file.createIfAbsent(target);
        },
        // Values never change in place, so a second name is as good as a second file.
        copy: (from, to) => reading(pathOf(from), (path) => linkFile(root, path, pathOf(to))),
        list: (prefix) => {
            checkPrefix(prefix);
            return listFiles(root, prefix);
        },
        folders: async (prefix) => {
            checkPrefix(prefix);
            const entries = await entriesOf(join(root, prefix));
            const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
            return names.filter((name) => prefix !== '' || name !== temporaryFolder).sort(byCodeUnit);
        },
        delete: async (key) => {
            const path = pathOf(key);
            await rm(path, { force: true });
            // A key has no folders: one that is empty now would only puzzle people. One that is not refuses.
            if (dirname(path) !== root)
                await rmdir(dirname(path)).catch(() => undefined);
        },
        open: () => openWriter(root, pathOf),
    };
}
async function openWriter(root, pathOf) {
    const file = await openTemporaryFile(root);
    const digest = streamingSha256();
    let finished = false;
    return {
        get bytes() {
            return file.bytes;
        },
        write: async (piece) => {
            digest.update(piece);
            await file.write(piece);
        },
        finish: async (name) => {
            const sha256 = digest.hex();
            const key = name(sha256);
            const target = pathOf(key);
            finished = true;
            if ((await fileBytes(target)) === file.bytes)
                await file.remove();
            else
                await file.replace(target);
            return { key, sha256, bytes: file.bytes };
        },
        abort: async () => {
            if (!finished)
                await file.remove();
        },
    };
}
async function reading(path, read) {
    try {
        return await read(path);
    }
    catch (error) {
        throw readError(error, path);
    }
}
async function readRange(path, start, end) {
    const handle = await open(path, 'r');
    try {
        const { size } = await handle.stat();
        if (start < 0 || end < start || end > size) {
            throw new MillraceError('short-read', `bytes ${start} to ${end} were asked of a value of ${size} bytes`, {
                at: path,
            });
        }
        const bytes = Buffer.allocUnsafeSlow(end - start);
        for (let done = 0; done < bytes.length;) {
            const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done);
            if (bytesRead === 0)
                throw new MillraceError('short-read', 'the value was cut while it was read', { at: path });
            done += bytesRead;
        }
        return bytes;
    }
    finally {
        await handle.close();
    }
}
async function fileBytes(path) {
    try {
        const found = await stat(path);
        return found.isFile() ? found.size : undefined;
    }
    catch (error) {
        const code = systemCode(error);
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return undefined;
        throw readError(error, path);
    }
}
async function entriesOf(folder) {
    try {
        return await readdir(folder, { withFileTypes: true });
    }
    catch (error) {
        const code = systemCode(error);
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return [];
        throw readError(error, folder);
    }
}
async function listFiles(root, prefix) {
    const found = [];
    const visit = async (folder, entry) => {
        const key = `${folder}${entry.name}`;
        if (key === temporaryFolder)
            return;
        if (entry.isDirectory())
            return await walk(`${key}/`);
        const bytes = entry.isFile() ? await fileBytes(join(root, key)) : undefined;
        if (bytes !== undefined)
            found.push({ key, bytes });
    };
    const walk = async (folder) => {
        const entries = await entriesOf(join(root, folder));
        await Promise.all(entries.map((entry) => visit(folder, entry)));
    };
    await walk(prefix);
    return found.sort((a, b) => byCodeUnit(a.key, b.key));
}
/** The same bytes without Buffer's own `slice`, which shares memory where that of Uint8Array copies. */
function plainBytes({ buffer, byteOffset, length }) {
    return new Uint8Array(buffer, byteOffset, length);
}
//# sourceMappingURL=local-folder.js.map