import type { Batch } from './batch.ts';
import type { Cursor } from './cursor.ts';
import type { BatchTurns } from './stream-plan.ts';
import type { FilledWindow, WindowMemory } from './window-memory.ts';

/** A version's windows, read in its order, and the place of its first shard among the stream's. */
export interface PartWindows {
  readonly windows: AsyncGenerator<FilledWindow, void, undefined>;
  readonly firstShard: number;
}

/** Fills batches from the parts that take turns in them. One batch's memory serves all. */
export async function* batchesOf(
  turns: Iterable<BatchTurns> | AsyncIterable<BatchTurns>,
  parts: readonly PartWindows[],
  shape: {
    readonly batch: number;
    readonly length: number;
    readonly marked?: boolean;
    readonly cursorAt: (place: Pick<Cursor, 'epoch' | 'position'>) => Cursor;
  },
): AsyncGenerator<Batch, void, undefined> {
  const { length, cursorAt } = shape;
  const target = openBatch(shape.batch, length, shape.marked === true);
  // All at once, so that the first batch waits for the slowest part and not for one after the other.
  const places = parts.map(({ windows }): Place => ({ coming: started(windows.next()), window: undefined, next: 0 }));
  try {
    for await (const { parts: of, after } of turns) {
      for (let filled = 0; filled < of.length; ) {
        const part = of[filled] as number;
        const place = places[part] as Place;
        const { windows, firstShard } = parts[part] as PartWindows;
        if (place.window === undefined || place.next === place.window.samples) {
          const found = await (place.coming ?? windows.next());
          if (found.done === true) throw new Error(`part ${part} has ended before its last sample`);
          place.coming = undefined;
          place.window = found.value;
          place.next = 0;
        }
        const most = Math.min(of.length - filled, place.window.samples - place.next);
        const taken = runOf(of, filled, most);
        copySamples(place.window.memory, place.next, target, filled, taken, length);
        for (let at = filled; at < filled + taken; at++) target.shards[at] = (target.shards[at] as number) + firstShard;
        place.next += taken;
        filled += taken;
      }
      const cursor = cursorAt(after);
      yield of.length === target.samples
        ? { ...target, cursor }
        : { ...firstSamples(target, of.length, length), cursor };
    }
  } finally {
    // All are ended even where one fails to.
    await Promise.allSettled(parts.map(({ windows }) => windows.return()));
  }
}

/** A part's window in use, and the next of its samples; at first the window that is being read. */
interface Place {
  coming: Promise<IteratorResult<FilledWindow, void>> | undefined;
  window: FilledWindow | undefined;
  next: number;
}

/** What is waited for later, and may fail before. */
function started<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}

/** How many samples from `first` on, at most `most`, are of the same part. */
function runOf(parts: Uint16Array, first: number, most: number): number {
  let run = 1;
  while (run < most && parts[first + run] === parts[first]) run++;
  return run;
}

type BatchMemory = Omit<Batch, 'cursor'>;

function openBatch(samples: number, length: number, marked: boolean): BatchMemory {
  return {
    samples,
    length,
    tokens: new Int32Array(samples * length),
    ...(marked ? { marks: new Uint8Array(samples * length) } : {}),
    used: new Int32Array(samples),
    labels: new Int32Array(samples),
    shards: new Uint32Array(samples),
    rows: new Uint32Array(samples),
  };
}

function firstSamples(batch: BatchMemory, samples: number, length: number): BatchMemory {
  return {
    samples,
    length,
    tokens: batch.tokens.subarray(0, samples * length),
    ...(batch.marks === undefined ? {} : { marks: batch.marks.subarray(0, samples * length) }),
    used: batch.used.subarray(0, samples),
    labels: batch.labels.subarray(0, samples),
    shards: batch.shards.subarray(0, samples),
    rows: batch.rows.subarray(0, samples),
  };
}

function copySamples(
  from: WindowMemory,
  slot: number,
  to: BatchMemory,
  at: number,
  count: number,
  length: number,
): void {
  copyIds(from.tokens, slot * length, to.tokens, at * length, count * length);
  if (from.marks !== undefined) to.marks?.set(from.marks.subarray(slot * length, (slot + count) * length), at * length);
  to.used.set(from.used.subarray(slot, slot + count), at);
  to.labels.set(from.labels.subarray(slot, slot + count), at);
  to.shards.set(from.shards.subarray(slot, slot + count), at);
  to.rows.set(from.rows.subarray(slot, slot + count), at);
}

/** Ids that are converted at once: the processor's cache holds them. */
const idsAtOnce = 2 ** 16;
const unshared = new Uint16Array(idsAtOnce);

/** Copies ids. Values that stand in shared memory are converted one by one: a copy first takes 0.6 of the time. */
function copyIds(from: Uint16Array | Uint32Array, start: number, to: Int32Array, at: number, count: number): void {
  if (from instanceof Uint32Array) {
    to.set(new Int32Array(from.buffer, 4 * start, count), at);
    return;
  }
  for (let done = 0; done < count; done += idsAtOnce) {
    const end = Math.min(count, done + idsAtOnce);
    unshared.set(from.subarray(start + done, start + end));
    to.set(unshared.subarray(0, end - done), at + done);
  }
}
