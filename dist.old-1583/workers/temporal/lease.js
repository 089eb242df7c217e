import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, constants, existsSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MillraceError } from '../../core/errors.js';
const run = promisify(execFile);
const closingSuffix = '.closing';
/** Makes a pipe in `folder`. Throws MillraceError `temporal-folder` where the file system cannot hold one. */
export async function createLease(folder) {
    const pipe = `keeper-${randomUUID()}.fifo`;
    const path = join(folder, pipe);
    try {
        await run('mkfifo', ['-m', '600', path], { env: { PATH: `${process.env['PATH'] ?? ''}:/usr/bin:/bin` } });
    }
    catch (cause) {
        throw new MillraceError('temporal-folder', 'the folder cannot hold a named pipe, which ties the server to its users', {
            at: folder,
            hint: 'put the store on a local disk, or set TEMPORAL_ADDRESS to a running Temporal',
            cause,
        });
    }
    // Opening for both never blocks; with it held, the two real ends open at once, and the reading end stays blocking.
    const both = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const reader = openSync(path, constants.O_RDONLY);
    const writer = openSync(path, constants.O_WRONLY);
    closeSync(both);
    return { pipe, reader, writer };
}
/** True where a named pipe can be made in `folder`. */
export async function canHoldPipe(folder) {
    try {
        const lease = await createLease(folder);
        closeSync(lease.reader);
        closeSync(lease.writer);
        await removeLease(folder, lease.pipe);
        return true;
    }
    catch {
        return false;
    }
}
/** A writing end of a pipe that a keeper reads, or undefined where it is stopping or gone. */
export function joinLease(folder, pipe) {
    return openWriter(join(folder, pipe));
}
/** True while some process reads the pipe: its maker, or a keeper whose server may still run. */
export function isLeaseHeld(folder, pipe) {
    for (const name of [pipe, pipe + closingSuffix]) {
        const writer = openWriter(join(folder, name));
        if (writer === undefined)
            continue;
        closeSync(writer);
        return true;
    }
    return false;
}
/** True where the last user has gone and the keeper is ending its server, or has. */
export function isLeaseClosing(folder, pipe) {
    return !existsSync(join(folder, pipe));
}
/** Removes a pipe that nobody reads any more. */
export async function removeLease(folder, pipe) {
    await rm(join(folder, pipe), { force: true });
    await rm(join(folder, pipe + closingSuffix), { force: true });
}
function openWriter(path) {
    try {
        return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    }
    catch (error) {
        const code = error.code;
        if (code === 'ENXIO' || code === 'ENOENT')
            return undefined;
        throw error;
    }
}
//# sourceMappingURL=lease.js.map