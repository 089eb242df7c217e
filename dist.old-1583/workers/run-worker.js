import { untilAborted } from './abort.js';
import { withWorkerSession } from './worker-session.js';
/** Takes part in the builds of a store until `signal` aborts. Rejects where the worker fails. */
export async function runWorker(options) {
    await withWorkerSession({ ...options, serves: true }, async ({ worker, taskQueue }) => {
        options.onEvent({ type: 'note', text: `serving ${taskQueue} with hosts ${worker.hostPids().join(', ')}` });
        await Promise.race([worker.ended, untilAborted(options.signal)]);
    });
}
//# sourceMappingURL=run-worker.js.map