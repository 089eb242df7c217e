import { closeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errorToData, MillraceError } from '../../core/errors.js';
import { acquireServer } from './acquire.js';
import { isServing, leaveServer } from './hold.js';
import { localTarget, localUiUrl } from './ready.js';
const watchMs = 500;
const defaultMaxRestarts = 3;
/**
 * Opens the embedded Temporal server of a store: joins the one that runs, or starts one, which takes about a second.
 * It lives until its last user stops or ends, even by SIGKILL, and is brought back on the same ports and database if
 * it dies before. Throws what {@link acquireServer} throws.
 */
export async function openTemporal(options) {
    const folder = join(resolve(options.folder), 'temporal');
    await mkdir(folder, { recursive: true });
    const request = {
        folder,
        env: options.env,
        port: options.port,
        uiPort: options.uiPort,
        logFile: resolve(options.logFile ?? join(folder, 'server.log')),
        progress: options.progress ?? (() => undefined),
    };
    const first = await acquireServer(request);
    const watched = watchServer(request, first, options.maxRestarts ?? defaultMaxRestarts, options.onEvent);
    const target = localTarget(first.record.port);
    return {
        target,
        address: target.address,
        namespace: target.namespace,
        uiUrl: localUiUrl(first.record.uiPort),
        cliVersion: first.record.cliVersion,
        started: first.started,
        ...watched,
    };
}
function watchServer(request, first, maxRestarts, onEvent = () => undefined) {
    let hold = first;
    let restarts = 0;
    let reviving;
    let stopped;
    const { port, uiPort, pid } = first.record;
    const revive = async (died) => {
        const begin = performance.now();
        hold = undefined;
        closeSync(died.writer);
        try {
            if (restarts >= maxRestarts)
                throw lostError(restarts, request.logFile);
            restarts++;
            hold = await acquireServer({ ...request, port, uiPort });
            onEvent({ kind: 'restarted', restarts, seconds: (performance.now() - begin) / 1000 });
        }
        catch (error) {
            clearInterval(timer);
            onEvent({ kind: 'lost', error: errorToData(error) });
        }
    };
    const timer = setInterval(() => {
        if (hold === undefined || isServing(hold.record))
            return;
        reviving = revive(hold);
    }, watchMs);
    return {
        pid: () => hold?.record.pid ?? pid ?? 0,
        stop: () => {
            stopped ??= (async () => {
                clearInterval(timer);
                await reviving;
                return hold === undefined || leaveServer(request.folder, hold);
            })();
            return stopped;
        },
    };
}
function lostError(restarts, logFile) {
    return new MillraceError('temporal-lost', `the Temporal server died and was brought back ${restarts} times already`, {
        at: logFile,
        hint: 'read the log; nothing is lost: run the command again to resume',
    });
}
//# sourceMappingURL=server.js.map