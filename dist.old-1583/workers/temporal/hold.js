import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { graceSeconds } from './keeper.js';
import { isLeaseClosing, isLeaseHeld, removeLease } from './lease.js';
import { readLock, updateLock } from './lock.js';
import { isRunning } from './process-identity.js';
const pollMs = 20;
const noticeMs = 500;
/**
 * Gives the hold up. Where it was the last, waits until the server is gone and releases the lock: true. Where others
 * still use the server, or it does not end in time: false.
 */
export async function leaveServer(folder, hold) {
    const { record } = hold;
    closeSync(hold.writer);
    const begin = performance.now();
    while (isLeaseHeld(folder, record.pipe) || isServing(record)) {
        const waitedMs = performance.now() - begin;
        if (waitedMs > noticeMs && !isLeaseClosing(folder, record.pipe) && isServing(record))
            return false;
        if (waitedMs > (graceSeconds + 3) * 1000)
            return false;
        await sleep(pollMs);
    }
    await removeLease(folder, record.pipe);
    const newest = await readLock(folder);
    if (newest?.generation === record.generation)
        await updateLock(folder, { ...record, state: 'released' });
    return true;
}
/** Ends a server that lost its keeper: SIGTERM, and SIGKILL after {@link graceSeconds}. */
export async function stopOrphan(record) {
    const { pid } = record;
    if (pid === null)
        return;
    const begin = performance.now();
    signal(pid, 'SIGTERM');
    while (isServing(record)) {
        await sleep(pollMs);
        if (performance.now() - begin > graceSeconds * 1000)
            signal(pid, 'SIGKILL');
    }
}
/** True while the record's server process lives. */
export function isServing(record) {
    return record.pid !== null && record.start !== null && isRunning(record.pid, record.start);
}
function signal(pid, name) {
    try {
        process.kill(pid, name);
    }
    catch (error) {
        if (error.code !== 'ESRCH')
            throw error;
    }
}
//# sourceMappingURL=hold.js.map