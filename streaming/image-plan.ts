import type { Cursor } from './cursor.ts';
import { windowPlaces } from './epoch-order.ts';
import { writeSlots } from './rank-share.ts';
import { type OrderOptions, windowsOfEpoch, windowsOfEpochs } from './stream-plan.ts';
import type { WindowShare } from './window-memory.ts';

/** A batch that is to be read: its samples as places in the epoch's list of them, group after group. */
export interface PlannedBatch {
  readonly samples: Uint32Array;
  readonly cursor: Cursor;
}

/**
 * The batches of a rank, from a place to the end of its epoch or, with `endless`, through all epochs after it. The last
 * one of an epoch may be short. Memory: 12 bytes for each sample of a window.
 */
export function* planBatches(
  order: OrderOptions,
  batch: number,
  start: Cursor,
  endless: boolean,
): Generator<PlannedBatch, void, undefined> {
  const samples = order.groupSamples.reduce((sum, count) => sum + count, 0);
  const firstSamples = startsOf(order.groupSamples);
  let taken: number[] = [];
  for (const share of endless ? windowsOfEpochs(order, start) : windowsOfEpoch(order, start)) {
    const { own } = share;
    const inOrder = ownSamples(share, order, firstSamples);
    for (const [place, sample] of inOrder.entries()) {
      taken.push(sample);
      const done = own.first + place + 1;
      if (taken.length < batch && !(own.last && done === own.end)) continue;
      // A short batch stands for a whole one: the epoch has ended for every rank.
      const position = share.share.from + (done + batch - taken.length) * share.share.ranks;
      const cursor = { ...start, epoch: own.window.epoch, position: Math.min(position, samples) };
      yield { samples: Uint32Array.from(taken), cursor };
      taken = [];
    }
  }
}

/** A rank's own samples of a window, in stream order. */
function ownSamples({ own, share }: WindowShare, { groupSamples, seed }: OrderOptions, firstSamples: Float64Array) {
  const { window } = own;
  const slots = new Int32Array(window.samples);
  writeSlots(own, share, windowPlaces(window, seed), slots);
  const inOrder = new Uint32Array(own.end - own.first);
  let at = 0;
  for (const group of window.groups) {
    const first = firstSamples[group] as number;
    for (let sample = 0; sample < (groupSamples[group] as number); sample++) {
      const slot = slots[at++] as number;
      if (slot >= 0) inOrder[slot] = first + sample;
    }
  }
  return inOrder;
}

function startsOf(counts: readonly number[]): Float64Array {
  const starts = new Float64Array(counts.length);
  for (let i = 1; i < counts.length; i++) starts[i] = (starts[i - 1] as number) + (counts[i - 1] as number);
  return starts;
}
