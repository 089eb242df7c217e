import { Piscina } from 'piscina';
import { errorFromData, errorToData } from '../core/errors.js';
import { windowPlaces } from './epoch-order.js';
import { writeSlots } from './rank-share.js';
import { noneLeft } from './window-memory.js';
export function openReaderPool(data, groups, { threads, seed }) {
    const pool = new Piscina({
        filename: new URL('./reader-thread.js', import.meta.url).href,
        workerData: data,
        minThreads: threads,
        maxThreads: threads,
        idleTimeout: Number.POSITIVE_INFINITY,
    });
    return {
        fill: async ({ own, share }, memory) => {
            const target = data.memories[memory];
            writeSlots(own, share, windowPlaces(own.window, seed), target.slots);
            const task = { memory, groups: tasksOf(own.window, groups, target.slots) };
            Atomics.store(target.taken, 0, 0);
            const runs = Array.from({ length: Math.min(threads, task.groups.length) }, () => run(pool, task));
            const answers = await Promise.all(runs);
            const failures = answers.filter((answer) => answer.type === 'failed').sort((a, b) => a.place - b.place);
            if (failures[0] !== undefined)
                throw errorFromData(failures[0].error);
            return { own, share, memory: target };
        },
        stop: () => {
            for (const { taken } of data.memories)
                Atomics.store(taken, 0, noneLeft);
        },
        close: () => pool.destroy(),
    };
}
/** A thread that dies is a failure after all that groups have told of. */
async function run(pool, task) {
    try {
        return (await pool.run(task));
    }
    catch (error) {
        return { type: 'failed', place: noneLeft, error: errorToData(error) };
    }
}
/** The groups of a window that hold samples of this rank. */
function tasksOf(window, groups, slots) {
    const tasks = [];
    let firstSlot = 0;
    for (const place of window.groups) {
        const group = groups[place];
        const end = firstSlot + group.samples;
        if (slots.subarray(firstSlot, end).some((slot) => slot >= 0))
            tasks.push({ ...group, firstSlot, epoch: window.epoch });
        firstSlot = end;
    }
    return tasks;
}
//# sourceMappingURL=reader-pool.js.map