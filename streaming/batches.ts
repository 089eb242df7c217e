import type { Batch } from './batch.ts';
import type { Cursor } from './cursor.ts';
import type { FilledWindow, WindowMemory, WindowShare } from './window-memory.ts';

/** Cuts windows into batches of `batch` samples; the last one of an epoch may be short. One batch's memory serves all. */
export async function* batchesOf(
  windows: AsyncIterable<FilledWindow>,
  shape: { readonly batch: number; readonly length: number; readonly start: Cursor; readonly samples: number },
): AsyncGenerator<Batch, void, undefined> {
  const { batch, length, start, samples } = shape;
  const target = openBatch(batch, length);
  const cursorAfter = ({ own, share }: WindowShare, done: number): Cursor => ({
    ...start,
    epoch: own.window.epoch,
    position: Math.min(share.from + done * share.ranks, samples),
  });
  let filled = 0;
  for await (const window of windows) {
    const count = window.own.end - window.own.first;
    for (let slot = 0; slot < count; ) {
      const taken = Math.min(batch - filled, count - slot);
      copySamples(window.memory, slot, target, filled, taken, length);
      slot += taken;
      filled += taken;
      if (filled < batch && !(window.own.last && slot === count)) continue;
      const cursor = cursorAfter(window, window.own.first + slot + batch - filled);
      yield filled === batch ? { ...target, cursor } : { ...firstSamples(target, filled, length), cursor };
      filled = 0;
    }
  }
}

type BatchMemory = Omit<Batch, 'cursor'>;

function openBatch(samples: number, length: number): BatchMemory {
  return {
    samples,
    length,
    tokens: new Int32Array(samples * length),
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
