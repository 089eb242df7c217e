import { Worker } from 'node:worker_threads';
import { errorFromData, errorToData } from '../core/errors.ts';
import type { ImageMemory } from './image-memory.ts';
import type { PlannedBatch } from './image-plan.ts';
import type { ImageAnswer, ImageTask, ImageThreadData } from './image-thread.ts';
import { noneLeft } from './window-memory.ts';

/** A batch, and the memory that it is to be read into. */
export interface FillTask {
  readonly batch: PlannedBatch;
  readonly memory: number;
}

/** Threads that fill batches of images. */
export interface ImagePool {
  /** Reads batches, in their order, each into one of the memories. Each rejects with the error of its first bad image. */
  readonly fill: (tasks: readonly FillTask[]) => readonly Promise<void>[];
  /** Lets threads take no more images; those they have taken they finish. */
  readonly stop: () => void;
  /** Ends the threads at once. */
  readonly close: () => Promise<void>;
}

/** A batch in work: what threads have told of it, and who waits for it. */
interface Filling {
  readonly answers: ImageAnswer[];
  readonly settle: (failure: unknown) => void;
}

/**
 * Opens the threads. Each is sent every batch when it is begun, not when it is free: so they go on while the consumer
 * keeps the main thread busy. `sampleRows` gives the table's row of each sample.
 */
export function openImagePool(data: ImageThreadData, sampleRows: Uint32Array, threads: number): ImagePool {
  const { table, memories } = data;
  const fillings = new Map<number, Filling>();
  let tasks = 0;
  let dead: unknown;
  const die = (error: unknown): void => {
    dead ??= error;
    for (const { settle } of fillings.values()) settle(error);
  };
  const answer = (told: ImageAnswer): void => {
    const filling = fillings.get(told.task);
    if (filling === undefined || filling.answers.push(told) < threads) return;
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
  const lay = ({ samples, epochs }: PlannedBatch, memory: number): ImageTask => {
    const target = memories[memory] as ImageMemory;
    for (const [place, sample] of samples.entries()) {
      const row = sampleRows[sample] as number;
      target.tableRows[place] = row;
      target.epochs[place] = epochs[place] as number;
      target.labels[place] = table.labels[row] as number;
      target.shards[place] = table.shards[row] as number;
      target.rows[place] = table.shardRows[row] as number;
    }
    Atomics.store(target.taken, 0, 0);
    return { task: tasks++, memory, samples: samples.length };
  };
  const answered = ({ task }: ImageTask): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      const settle = (failure: unknown): void => {
        fillings.delete(task);
        if (failure === undefined) resolve();
        else reject(failure instanceof Error ? failure : new Error(String(failure)));
      };
      fillings.set(task, { answers: [], settle });
    });
  return {
    fill: (given) => {
      if (dead !== undefined) return given.map(() => Promise.reject(errorFromData(errorToData(dead))));
      const laid = given.map(({ batch, memory }) => lay(batch, memory));
      const all = laid.map(answered);
      for (const worker of workers) worker.postMessage(laid);
      return all;
    },
    stop: () => {
      for (const { taken } of memories) Atomics.store(taken, 0, noneLeft);
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
