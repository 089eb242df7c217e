import { isAbsolute } from 'node:path';
import { Piscina } from 'piscina';
import { errorFromData, errorToData } from '../core/errors.ts';
import { badStream } from './bad-stream.ts';
import type { Window } from './epoch-order.ts';
import type { FillAnswer } from './fill-window.ts';
import type { GroupTask } from './group-reader.ts';
import type { FillTask, ReaderData } from './reader-thread.ts';
import type { SampleGroup } from './sample-group.ts';
import type { OwnWindow } from './stream-plan.ts';
import { type FilledWindow, noneLeft, type WindowMemory } from './window-memory.ts';

/** Threads that fill windows. */
export interface ReaderPool {
  /** Reads a window's own samples into one of the two memories. Rejects with the error of its first bad group. */
  readonly fill: (window: OwnWindow, memory: 0 | 1) => Promise<FilledWindow>;
  /** Brings a later window's groups into the cache; absent where there is none, or one that holds too few windows. */
  readonly predownload?: (window: OwnWindow) => void;
  /** Lets threads take no more groups; what they have taken they finish. */
  readonly stop: () => void;
  /** Ends the threads at once. */
  readonly close: () => Promise<void>;
}

/** Groups, and the keys of their shards. Both may grow while windows are read. */
export interface GroupsOfKeys {
  readonly groups: readonly SampleGroup[];
  readonly keys: readonly string[];
}

/** Reads groups into a window in the thread that calls it. */
export interface FillHere {
  /** How many windows are read so. */
  readonly windows: number;
  readonly fill: (groups: readonly GroupTask[], memory: WindowMemory) => Promise<FillAnswer>;
  readonly close: () => void;
}

export interface PoolOptions {
  readonly threads: number;
  /** The places in a window of its groups' samples, in reading order; −1 for those that it does not hold. */
  readonly placesIn: (window: Window) => ArrayLike<number>;
  /** Reads the first windows, where that takes less time than to start threads. */
  readonly here: FillHere | undefined;
}

export function openReaderPool(
  data: ReaderData,
  view: GroupsOfKeys,
  { threads, placesIn, here }: PoolOptions,
): ReaderPool {
  let pool: Piscina | undefined;
  let leftHere = here?.windows ?? 0;
  let closed = false;
  let filledHere: Promise<FillAnswer[]> = Promise.resolve([]);
  const fillThere = async (task: FillTask): Promise<FillAnswer[]> => {
    if (closed) throw badStream('the stream is closed');
    pool ??= openThreads(data, threads);
    const started = pool;
    // They start meanwhile, and take nothing of the line from what is waited for.
    await filledHere;
    return Promise.all(Array.from({ length: Math.min(threads, task.groups.length) }, () => run(started, task)));
  };
  return {
    fill: async (own, memory) => {
      const target = data.memories[memory];
      const places = placesIn(own.window);
      for (let sample = 0; sample < places.length; sample++)
        target.slots[sample] = own.slots[places[sample] as number] ?? -1;
      const tasks = tasksOf(own.window, view, target.slots);
      Atomics.store(target.taken, 0, 0);
      const isHere = here !== undefined && leftHere-- > 0;
      if (isHere) filledHere = here.fill(tasks, target).then((answer) => [answer]);
      const answers = await (isHere ? filledHere : fillThere({ memory, groups: tasks }));
      if (leftHere <= 0) here?.close();
      const failures = answers.filter((answer) => answer.type === 'failed').sort((a, b) => a.place - b.place);
      if (failures[0] !== undefined) throw errorFromData(failures[0].error);
      return { ...own, memory: target };
    },
    ...(data.cache === undefined || data.cache.bytes < 4 * data.memories[0].tokens.byteLength
      ? {}
      : {
          predownload: ({ window }) => {
            const tasks = [...window.groups].map((place) => ({
              ...taskOf(view, place),
              ...{ firstSlot: 0, epoch: window.epoch },
            }));
            for (let thread = 0; thread < threads; thread++) {
              const share = tasks.filter((_, index) => index % threads === thread);
              if (!closed && pool !== undefined) void run(pool, { groups: share });
            }
          },
        }),
    stop: () => {
      for (const { taken } of data.memories) Atomics.store(taken, 0, noneLeft);
    },
    close: async () => {
      closed = true;
      here?.close();
      await pool?.destroy();
    },
  };
}

function openThreads(data: ReaderData, threads: number): Piscina {
  return new Piscina({
    filename: new URL('./reader-thread.js', import.meta.url).href,
    workerData: data,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Number.POSITIVE_INFINITY,
    // From far away the next window's groups are asked for while the last ones of this window are still waited for.
    concurrentTasksPerWorker: isAbsolute(data.store) ? 1 : 2,
  });
}

/** A thread that dies is a failure after all that groups have told of. */
async function run(pool: Piscina, task: FillTask): Promise<FillAnswer> {
  try {
    return (await pool.run(task)) as FillAnswer;
  } catch (error) {
    return { type: 'failed', place: noneLeft, error: errorToData(error) };
  }
}

function taskOf({ groups, keys }: GroupsOfKeys, place: number): SampleGroup & Pick<GroupTask, 'key'> {
  const group = groups[place] as SampleGroup;
  return { ...group, key: keys[group.shard] as string };
}

/** The groups of a window that hold samples of this rank. */
function tasksOf(window: Window, view: GroupsOfKeys, slots: Int32Array): readonly GroupTask[] {
  const tasks: GroupTask[] = [];
  let firstSlot = 0;
  for (const place of window.groups) {
    const group = taskOf(view, place);
    const end = firstSlot + group.samples;
    if (slots.subarray(firstSlot, end).some((slot) => slot >= 0))
      tasks.push({ ...group, firstSlot, epoch: window.epoch });
    firstSlot = end;
  }
  return tasks;
}
