import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { isProblem } from '../../pipelines/reader.js';
import { isS3Url } from '../../storage/s3/s3-url.js';
import { readObjectInside } from './object-references.js';
/**
 * The files that `file`, an absolute path or an `s3://` URL, may name: those in its own folder and below. A path that
 * leads elsewhere, be it by `..`, from the root or through a link, is `outside-folder`; where there is no file it is
 * `missing-image`, where there is something else `not-a-file`, where it may not be read `permission-denied`. A file
 * longer than `limits.recordBytes` is `record-too-large`. Cost: one read of each file each time that it is asked for.
 */
export function openReferences(file, limits) {
    const readOne = isS3Url(file) ? readObjectInside : readInside;
    const folder = dirname(file);
    const hash = createHash('sha256');
    const seen = new Set();
    let bytes = 0;
    return {
        read: async (path) => {
            const found = await readOne(folder, path, limits.recordBytes);
            if (!seen.has(path)) {
                seen.add(path);
                if (!isProblem(found))
                    bytes += found.length;
                const told = isProblem(found) ? JSON.stringify(found) : createHash('sha256').update(found).digest('hex');
                hash.update(`${JSON.stringify(path)}\n${told}\n`);
            }
            return found;
        },
        digest: () => ({ sha256: hash.copy().digest('hex'), files: seen.size, bytes }),
    };
}
/**
 * The digest of all files that a range's records name, for the plan; null for formats that name none. What
 * `openReferences` tells after the range's images were read to their end is equal as long as no file has changed.
 * Memory: one file, and the paths.
 */
export async function referenceDigest(file, input, reader, options, limits) {
    if (reader.referencedPaths === undefined)
        return null;
    const references = openReferences(file, limits);
    for await (const path of reader.referencedPaths(input, options, limits))
        await references.read(path);
    return references.digest();
}
async function readInside(folder, path, limit) {
    const place = resolve(folder, path);
    if (isAbsolute(path) || !isInside(folder, place))
        return { problem: 'outside-folder' };
    let handle;
    try {
        const [root, real] = [await realpath(folder), await realpath(place)];
        if (!isInside(root, real))
            return { problem: 'outside-folder' };
        // Without NONBLOCK, opening a pipe waits for its writer.
        handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
        const state = await handle.stat();
        if (!state.isFile())
            return { problem: 'not-a-file' };
        if (state.size > limit)
            return { problem: 'record-too-large', value: state.size, limit };
        return await readWhole(handle, state.size);
    }
    catch (error) {
        return { problem: problemOf(error.code) };
    }
    finally {
        await handle?.close();
    }
}
function isInside(folder, place) {
    const way = relative(folder, place);
    return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
async function readWhole(handle, size) {
    const bytes = new Uint8Array(size);
    let filled = 0;
    while (filled < size) {
        const { bytesRead } = await handle.read(bytes, filled, size - filled, filled);
        if (bytesRead === 0)
            break;
        filled += bytesRead;
    }
    return bytes.subarray(0, filled);
}
function problemOf(code) {
    if (code === 'EACCES' || code === 'EPERM')
        return 'permission-denied';
    // A folder named through a link that ends in itself is no more to be found than one that is not there.
    if (code === 'EISDIR' || code === 'ENXIO')
        return 'not-a-file';
    return 'missing-image';
}
//# sourceMappingURL=references.js.map