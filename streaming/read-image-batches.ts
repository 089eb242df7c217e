import { setImmediate } from 'node:timers/promises';
import type { ImageBatch } from './image-batch.ts';
import { type ImageMemory, type PixelShape, valuesOf } from './image-memory.ts';
import type { PlannedBatch } from './image-plan.ts';
import type { FillTask, ImagePool } from './image-pool.ts';

interface Filled {
  readonly planned: PlannedBatch;
  readonly memory: number;
  readonly ready: Promise<void>;
}

/** Memories from which on half of them are filled at once. */
const manyMemories = 8;

/**
 * Reads batches in order, all memories but one ahead of the one in use. A batch's memory is filled anew once the next
 * is asked for; of many memories, once half are free: to wake threads takes the consumer longer than to hand them a batch. When the consumer stops or an image is bad, waits until no thread writes any more.
 */
export async function* readImageBatches(
  plan: Iterator<PlannedBatch>,
  pool: ImagePool,
  memories: readonly ImageMemory[],
  shape: PixelShape,
): AsyncGenerator<ImageBatch, void, undefined> {
  const filling: Filled[] = [];
  const atOnce = memories.length < manyMemories ? 1 : memories.length / 2;
  let free = [...memories.keys()];
  const begin = (): void => {
    const tasks: FillTask[] = [];
    for (const memory of free) {
      const next = plan.next();
      if (next.done !== true) tasks.push({ batch: next.value, memory });
    }
    free = [];
    if (tasks.length === 0) return;
    for (const [place, ready] of pool.fill(tasks).entries()) {
      const { batch, memory } = tasks[place] as FillTask;
      // Its turn to be awaited may never come.
      ready.catch(() => undefined);
      filling.push({ planned: batch, memory, ready });
    }
  };
  begin();
  try {
    for (let next = filling[0]; next !== undefined; next = filling[0]) {
      await next.ready;
      // A consumer that never waits for anything else would keep the process from hearing signals and timers.
      await setImmediate();
      yield batchOf(next.planned, memories[next.memory] as ImageMemory, shape);
      filling.shift();
      free.push(next.memory);
      if (free.length >= atOnce) begin();
    }
  } finally {
    pool.stop();
    await Promise.allSettled(filling.map(({ ready }) => ready));
  }
}

function batchOf({ samples: { length }, cursor }: PlannedBatch, memory: ImageMemory, shape: PixelShape): ImageBatch {
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
