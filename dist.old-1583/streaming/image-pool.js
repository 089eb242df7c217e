import { Worker } from 'node:worker_threads';
import { errorFromData, errorToData } from '../core/errors.js';
import { noneLeft } from './window-memory.js';
/**
 * Opens the threads. Each is sent every batch when it is begun, not when it is free: so they go on while the consumer
 * keeps the main thread busy. `sampleRows` gives the table's row of each sample.
 */
export function openImagePool(data, sampleRows, threads) {
    const { table, memories } = data;
    const fillings = new Map();
    let tasks = 0;
    let dead;
    const die = (error) => {
        dead ??= error;
        for (const { settle } of fillings.values())
            settle(error);
    };
    const answer = (told) => {
        const filling = fillings.get(told.task);
        if (filling === undefined || filling.answers.push(told) < threads)
            return;
        const failures = filling.answers.flatMap((each) => (each.type === 'failed' ? [each] : []));
        const [first] = failures.sort((a, b) => a.place - b.place);
        filling.settle(first === undefined ? undefined : errorFromData(first.error));
    };
    const workers = Array.from({ length: threads }, () => {
        const worker = new Worker(new URL('./image-thread.js', import.meta.url), { workerData: data });
        worker.on('message', answer);
        worker.on('error', die);
        worker.on('exit', () => die(new Error('a reader thread has ended')));
        return worker;
    });
    return {
        fill: ({ samples, cursor }, memory) => {
            const target = memories[memory];
            if (target === undefined || dead !== undefined)
                return Promise.reject(errorFromData(errorToData(dead)));
            for (const [place, sample] of samples.entries()) {
                const row = sampleRows[sample];
                target.tableRows[place] = row;
                target.labels[place] = table.labels[row];
                target.shards[place] = table.shards[row];
                target.rows[place] = table.shardRows[row];
            }
            Atomics.store(target.taken, 0, 0);
            const task = { task: tasks++, memory, samples: samples.length, epoch: cursor.epoch };
            return new Promise((resolve, reject) => {
                const settle = (failure) => {
                    fillings.delete(task.task);
                    if (failure === undefined)
                        resolve();
                    else
                        reject(failure instanceof Error ? failure : new Error(String(failure)));
                };
                fillings.set(task.task, { answers: [], settle });
                for (const worker of workers)
                    worker.postMessage(task);
            });
        },
        stop: () => {
            for (const { taken } of memories)
                Atomics.store(taken, 0, noneLeft);
        },
        close: async () => {
            await Promise.all(workers.map((worker) => worker.terminate()));
        },
    };
}
//# sourceMappingURL=image-pool.js.map