import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { MillraceError } from '../../core/errors.js';
import { stopOrphan } from './hold.js';
import { isLeaseClosing, joinLease } from './lease.js';
import { holderOf, readLock } from './lock.js';
import { checkServer } from './ready.js';
import { startServer } from './start.js';
const pollMs = 100;
const waitLimitMs = 45_000;
const maxPortRaces = 3;
/**
 * A hold on the folder's server: joins the one that runs, ends an orphan, waits for one that starts or stops, and else
 * starts one. Throws MillraceError `temporal-lock` where a holder neither answers nor goes away within 45 s,
 * `temporal-elsewhere` (usage) where a named port is not the running server's, and what {@link startServer} throws.
 */
export async function acquireServer(request) {
    let waitedSince;
    let portRaces = 0;
    for (;;) {
        const record = await readLock(request.folder);
        const holder = record === undefined ? 'nobody' : holderOf(request.folder, record);
        if (record === undefined || holder === 'nobody') {
            try {
                const hold = await startServer(request, record);
                if (hold !== undefined)
                    return hold;
            }
            catch (error) {
                if (!isPortRace(error) || ++portRaces > maxPortRaces)
                    throw error;
            }
            continue;
        }
        if (holder === 'another-machine')
            throw heldElsewhere(request.folder, record);
        if (holder === 'orphaned')
            await stopOrphan(record);
        if (holder === 'running') {
            const hold = await joinServer(request, record);
            if (hold !== undefined)
                return hold;
        }
        waitedSince ??= performance.now();
        if (performance.now() - waitedSince > waitLimitMs)
            throw unresponsive(request.folder, record);
        await sleep(pollMs);
    }
}
async function joinServer(request, record) {
    requirePort('port', request.port, record.port, record);
    requirePort('UI port', request.uiPort, record.uiPort, record);
    const writer = joinLease(request.folder, record.pipe);
    if (writer === undefined)
        return undefined;
    const answers = await checkServer(record.port, record.uiPort, 3000).then(() => true, () => false);
    // The last user may have left between our joining and the keeper's noticing: then the server is about to end.
    if (answers && !isLeaseClosing(request.folder, record.pipe))
        return { record, writer, started: false };
    closeSync(writer);
    return undefined;
}
function requirePort(what, named, found, record) {
    if (named === undefined || named === found)
        return;
    throw new MillraceError('temporal-elsewhere', `the store's Temporal server already runs with ${what} ${found} (process ${record.pid}), not ${named}`, { kind: 'usage', hint: `name no ${what} to use that server, or end the commands that use it first` });
}
/** A port that was free when it was chosen; a named port that is in use is a usage error. */
function isPortRace(error) {
    return error instanceof MillraceError && error.code === 'port-in-use' && error.kind === 'failed';
}
function heldElsewhere(folder, record) {
    return new MillraceError('temporal-lock', `the store's Temporal server runs on machine ${record.machine}`, {
        at: folder,
        hint: `run the command there; if that machine is gone for good, delete server-*.json in this folder`,
    });
}
function unresponsive(folder, record) {
    const who = record.pid === null ? 'a process that starts it' : `process ${record.pid}`;
    return new MillraceError('temporal-lock', `the store's Temporal server (${who}) holds its database but does not answer`, {
        at: folder,
        hint: 'end that process, and run the command again',
    });
}
//# sourceMappingURL=acquire.js.map