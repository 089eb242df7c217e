import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { memoryExitCode, } from './protocol.js';
/**
 * Starts a host with `threads` threads. It exits when its memory passes `memoryBytes`, and is killed when a job that
 * reports records shows none for `stallMs`: both end its jobs as `died`, so the caller can find the record at fault.
 */
export async function startHost(threads, memoryBytes, stallMs) {
    const entry = fileURLToPath(new URL('./host-process.js', import.meta.url));
    const child = fork(entry, [String(threads), String(memoryBytes)], {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        serialization: 'advanced',
        execArgv: ['--disable-warning=ExperimentalWarning'],
        // Images are decoded in libuv's pool, of which a process has four threads unless it is told otherwise.
        env: {
            ...process.env,
            UV_THREADPOOL_SIZE: String(Math.max(4, threads, Number(process.env['UV_THREADPOOL_SIZE']) || 0)),
        },
    });
    const work = new Map();
    const errors = lastText(child);
    let stalled = false;
    let alive = true;
    let nextId = 0;
    const exited = new Promise((resolve) => {
        child.once('exit', (code, signal) => {
            alive = false;
            clearInterval(watch);
            const cause = stalled ? 'stalled' : outOfMemory(code, signal) ? 'out-of-memory' : 'crashed';
            for (const { settle } of work.values())
                settle({ type: 'died', cause });
            work.clear();
            resolve(`${signal ?? `exit ${code}`}${errors() === '' ? '' : `: ${errors()}`}`);
        });
    });
    const watch = setInterval(() => {
        const now = performance.now();
        stalled = [...work.values()].some((job) => job.ordinal >= 0 && now - job.movedAtMs > stallMs);
        if (stalled)
            child.kill('SIGKILL');
    }, 1000);
    await new Promise((resolve) => {
        child.on('message', (message) => {
            if (message.type === 'ready')
                resolve();
            else
                receive(message, work);
        });
        child.once('exit', () => resolve());
    });
    return {
        pid: child.pid ?? -1,
        busy: () => work.size,
        alive: () => alive,
        exited,
        kill: () => child.kill('SIGKILL'),
        run: (job, signal, onOrdinal) => new Promise((resolve) => {
            const id = nextId++;
            const cancel = () => {
                if (alive)
                    child.send({ type: 'cancel', id });
            };
            const settle = (outcome) => {
                signal.removeEventListener('abort', cancel);
                work.delete(id);
                resolve(outcome);
            };
            if (!alive)
                return settle({ type: 'died', cause: 'crashed' });
            work.set(id, { settle, onOrdinal, ordinal: -1, movedAtMs: performance.now() });
            signal.addEventListener('abort', cancel);
            child.send({ type: 'run', id, job }, (error) => {
                if (error !== null)
                    settle({ type: 'died', cause: 'crashed' });
            });
            if (signal.aborted)
                cancel();
        }),
    };
}
function receive(message, work) {
    if (message.type === 'answer')
        work.get(message.id)?.settle(message.answer);
    else if (message.type === 'died')
        work.get(message.id)?.settle({ type: 'died', cause: message.cause });
    else {
        for (const { id, ordinal } of message.records) {
            const job = work.get(id);
            if (job === undefined || job.ordinal === ordinal)
                continue;
            job.ordinal = ordinal;
            job.movedAtMs = performance.now();
            job.onOrdinal(ordinal);
        }
    }
}
function outOfMemory(code, signal) {
    // V8 aborts the whole process (134, SIGABRT) when a heap limit is passed by one allocation that cannot fail.
    return code === memoryExitCode || code === 134 || signal === 'SIGABRT';
}
/** The end of what a child wrote to its standard error. */
function lastText(child) {
    let text = '';
    child.stderr?.setEncoding('utf8').on('data', (piece) => {
        text = (text + piece).slice(-2000);
    });
    return () => text.trim();
}
//# sourceMappingURL=host.js.map