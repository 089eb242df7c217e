import { Piscina } from 'piscina';
import { errorFromData, errorToData } from '../core/errors.ts';
import { type Window, windowPlaces } from './epoch-order.ts';
import type { GroupTask } from './group-reader.ts';
import type { FillAnswer, FillTask, ReaderData } from './reader-thread.ts';
import type { SampleGroup } from './sample-group.ts';
import type { OwnWindow } from './stream-plan.ts';
import { type FilledWindow, noneLeft } from './window-memory.ts';

/** Threads that fill windows. */
export interface ReaderPool {
  /** Reads a window's own samples into one of the two memories. Rejects with the error of its first bad group. */
  readonly fill: (window: OwnWindow, memory: 0 | 1) => Promise<FilledWindow>;
  /** Lets threads take no more groups; what they have taken they finish. */
  readonly stop: () => void;
  /** Ends the threads at once. */
  readonly close: () => Promise<void>;
}

export function openReaderPool(
  data: ReaderData,
  groups: readonly SampleGroup[],
  { threads, seed }: { readonly threads: number; readonly seed: number },
): ReaderPool {
  const pool = new Piscina({
    filename: new URL('./reader-thread.js', import.meta.url).href,
    workerData: data,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Number.POSITIVE_INFINITY,
  });
  return {
    fill: async (own, memory) => {
      const target = data.memories[memory];
      for (const [sample, place] of windowPlaces(own.window, seed).entries())
        target.slots[sample] = own.slots[place] as number;
      const task: FillTask = { memory, groups: tasksOf(own.window, groups, target.slots) };
      Atomics.store(target.taken, 0, 0);
      const runs = Array.from({ length: Math.min(threads, task.groups.length) }, () => run(pool, task));
      const answers = await Promise.all(runs);
      const failures = answers.filter((answer) => answer.type === 'failed').sort((a, b) => a.place - b.place);
      if (failures[0] !== undefined) throw errorFromData(failures[0].error);
      return { ...own, memory: target };
    },
    stop: () => {
      for (const { taken } of data.memories) Atomics.store(taken, 0, noneLeft);
    },
    close: () => pool.destroy(),
  };
}

/** A thread that dies is a failure after all that groups have told of. */
async function run(pool: Piscina, task: FillTask): Promise<FillAnswer> {
  try {
    return (await pool.run(task)) as FillAnswer;
  } catch (error) {
    return { type: 'failed', place: noneLeft, error: errorToData(error) };
  }
}

/** The groups of a window that hold samples of this rank. */
function tasksOf(window: Window, groups: readonly SampleGroup[], slots: Int32Array): readonly GroupTask[] {
  const tasks: GroupTask[] = [];
  let firstSlot = 0;
  for (const place of window.groups) {
    const group = groups[place] as SampleGroup;
    const end = firstSlot + group.samples;
    if (slots.subarray(firstSlot, end).some((slot) => slot >= 0))
      tasks.push({ ...group, firstSlot, epoch: window.epoch });
    firstSlot = end;
  }
  return tasks;
}
