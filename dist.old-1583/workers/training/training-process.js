import { errorToData } from '../../core/errors.js';
import { openStorage } from '../../storage/open-storage.js';
import { evaluateRun } from '../../training/evaluate-run.js';
import { train } from '../../training/train.js';
// Entry of a training process: one job, then it ends. It ends with its worker, too.
const stopped = new AbortController();
process.title = 'millrace-train';
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches every process of the terminal's group; only the worker decides when this one ends.
process.on('SIGINT', () => undefined);
process.on('message', (message) => {
    if (message.type === 'stop')
        stopped.abort();
    else
        void answer(message.job);
});
async function answer(job) {
    try {
        send(await resultOf(job));
    }
    catch (error) {
        send({ type: 'failed', error: errorToData(error) });
    }
}
async function resultOf(job) {
    const onProgress = (progress) => send({ type: 'progress', progress });
    const surroundings = { env: process.env, threads: job.threads, signal: stopped.signal, onProgress };
    if (job.type === 'train') {
        const storage = openStorage(job.reference.store);
        const onPage = (page) => send({ type: 'page', page });
        return { type: 'trained', result: await train({ ...surroundings, storage, run: job.reference.run, onPage }) };
    }
    const storage = openStorage(job.request.store);
    return { type: 'evaluated', result: await evaluateRun({ ...surroundings, ...job.request, storage }) };
}
function send(message) {
    if (process.connected)
        process.send?.(message, undefined, undefined, () => undefined);
}
//# sourceMappingURL=training-process.js.map