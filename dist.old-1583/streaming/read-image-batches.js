import { setImmediate } from 'node:timers/promises';
import { valuesOf } from './image-memory.js';
/**
 * Reads batches in order, all memories but one ahead of the one in use. A batch's memory is filled anew once the next
 * is asked for. When the consumer stops or an image is bad, waits until no thread writes any more.
 */
export async function* readImageBatches(plan, pool, memories, shape) {
    const filling = [];
    const begin = (memory) => {
        const next = plan.next();
        if (next.done === true)
            return;
        const ready = pool.fill(next.value, memory);
        // Its turn to be awaited may never come.
        ready.catch(() => undefined);
        filling.push({ planned: next.value, memory, ready });
    };
    for (const memory of memories.keys())
        begin(memory);
    try {
        for (let next = filling[0]; next !== undefined; next = filling[0]) {
            await next.ready;
            // A consumer that never waits for anything else would keep the process from hearing signals and timers.
            await setImmediate();
            yield batchOf(next.planned, memories[next.memory], shape);
            filling.shift();
            begin(next.memory);
        }
    }
    finally {
        pool.stop();
        await Promise.allSettled(filling.map(({ ready }) => ready));
    }
}
function batchOf({ samples: { length }, cursor }, memory, shape) {
    return {
        samples: length,
        size: shape.size,
        channels: 3,
        layout: shape.layout,
        pixels: memory.pixels.subarray(0, length * valuesOf(shape.size)),
        labels: memory.labels.subarray(0, length),
        shards: memory.shards.subarray(0, length),
        rows: memory.rows.subarray(0, length),
        cursor,
    };
}
//# sourceMappingURL=read-image-batches.js.map