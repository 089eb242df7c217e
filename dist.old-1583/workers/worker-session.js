import { hostMemoryBytes } from './host-memory.js';
import { openHosts } from './hosts/hosts.js';
import { taskQueueOf } from './task-queue.js';
import { openTelemetry } from './telemetry/open-telemetry.js';
import { connectWorker } from './temporal/worker-connection.js';
import { openTemporalSession } from './temporal-session.js';
import { startWorker } from './worker.js';
const stallMs = 120_000;
/** Opens Temporal, starts a worker with its hosts, lets `use` have them, and ends what it started. */
export async function withWorkerSession(options, use) {
    const { storage, env, onEvent, work, threads } = options;
    const onNote = (text) => onEvent({ type: 'note', text });
    const memoryBytes = hostMemoryBytes(options.hosts, threads, options.hostMemory);
    const telemetry = openTelemetry({ env, folder: storage.location, serves: options.serves === true, onNote });
    // Hosts load their code while Temporal starts: neither needs the other.
    const opening = openHosts({ hosts: work === 'train' ? 0 : options.hosts, threads, memoryBytes, stallMs, onNote });
    opening.catch(() => undefined);
    try {
        const session = await openTemporalSession(storage.location, env, onNote);
        onEvent({ type: 'server', address: session.target.address, uiUrl: session.uiUrl, started: session.started });
        try {
            const { target } = session;
            const connection = await connectWorker(target);
            try {
                const { namespace, address } = target;
                const taskQueue = taskQueueOf(storage, env);
                const folder = storage.location;
                const hosts = await opening;
                const worker = await startWorker({
                    ...{ connection, namespace, address, taskQueue, work, hosts, threads, folder },
                    hostCount: options.hosts,
                });
                try {
                    return await use({ session, worker, taskQueue });
                }
                finally {
                    await worker.stop();
                    if (!options.signal.aborted)
                        await telemetry.flush();
                }
            }
            finally {
                await connection.close();
            }
        }
        finally {
            await session.close();
        }
    }
    finally {
        await opening.then(({ close }) => close());
    }
}
//# sourceMappingURL=worker-session.js.map