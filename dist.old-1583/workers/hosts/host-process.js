import { Piscina } from 'piscina';
import { errorToData } from '../../core/errors.js';
import { memoryExitCode } from './protocol.js';
// Entry of a host: a child process with a pool of threads. It ends with its worker, and by itself above its memory limit.
const threads = Number(process.argv[2]);
const memoryBytes = Number(process.argv[3]);
const watchEveryMs = 100;
const tellEveryMs = 500;
process.title = 'millrace-host';
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches every process of the terminal's group; only the worker decides when a host ends.
process.on('SIGINT', () => undefined);
const pool = new Piscina({
    filename: new URL('../threads/job-thread.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Number.POSITIVE_INFINITY,
    resourceLimits: { maxOldGenerationSizeMb: Math.max(64, Math.floor(memoryBytes / threads / 2 ** 20)) },
});
const running = new Map();
const send = (message) => {
    // A message that meets a worker's end has nobody to miss it: `disconnect` ends this process too.
    if (process.connected)
        process.send?.(message, undefined, undefined, () => undefined);
};
process.on('message', (message) => {
    if (message.type === 'cancel')
        running.get(message.id)?.abort.abort();
    else
        void run(message);
});
async function run({ id, job }) {
    const abort = new AbortController();
    const ordinal = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
    running.set(id, { abort, ordinal });
    const task = { job, ordinal };
    try {
        send({ type: 'answer', id, answer: (await pool.run(task, { signal: abort.signal })) });
    }
    catch (error) {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
            send({ type: 'died', id, cause: 'out-of-memory' });
        else
            send({ type: 'answer', id, answer: { type: 'failed', error: errorToData(error) } });
    }
    finally {
        running.delete(id);
    }
}
setInterval(() => {
    if (process.memoryUsage.rss() <= memoryBytes)
        return;
    process.exit(memoryExitCode);
}, watchEveryMs);
setInterval(() => {
    const records = [...running].map(([id, { ordinal }]) => ({ id, ordinal: Atomics.load(ordinal, 0) }));
    if (records.length > 0)
        send({ type: 'records', records });
}, tellEveryMs);
send({ type: 'ready' });
//# sourceMappingURL=host-process.js.map