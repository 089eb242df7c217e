import { placesInWindow } from './curriculum/staged-order.ts';
import type { Cursor } from './cursor.ts';
import { batchTurns, type OrderOptions, type OwnWindow, type PartOrder, windowsOfPart } from './stream-plan.ts';

/** A batch that is to be read: its samples as places in the list of all of them, group after group. */
export interface PlannedBatch {
  readonly samples: Uint32Array;
  /** The epoch of its version in which each is shown. */
  readonly epochs: Uint32Array;
  readonly cursor: Cursor;
}

/**
 * The batches of a rank, from a place to the end of its epoch or, with `endless`, through all epochs after it. The last
 * one of an epoch may be short. `firstSamples` are the places of the parts' first samples. Memory, for each part: 16
 * bytes for each sample of a window.
 */
export function* planBatches(
  order: OrderOptions,
  firstSamples: readonly number[],
  batch: number,
  start: Cursor,
  endless: boolean,
): Generator<PlannedBatch, void, undefined> {
  const parts = order.parts.map((_, part) => samplesOfPart(order, part, firstSamples[part] ?? 0, start, endless));
  for (const { parts: of, after } of batchTurns(order, batch, start, endless)) {
    const samples = new Uint32Array(of.length);
    const epochs = new Uint32Array(of.length);
    for (const [place, part] of of.entries()) {
      const next = parts[part]?.next();
      if (next === undefined || next.done === true) throw new Error(`part ${part} has ended before its last sample`);
      samples[place] = next.value.sample;
      epochs[place] = next.value.epoch;
    }
    yield { samples, epochs, cursor: { ...start, ...after } };
  }
}

/** A rank's own samples of a part, in stream order. */
function* samplesOfPart(order: OrderOptions, part: number, first: number, start: Cursor, endless: boolean) {
  const own = order.parts[part] as PartOrder;
  const starts = startsOf(own.groupSamples);
  for (const window of windowsOfPart(order, part, start, endless)) {
    const { epoch } = window.window;
    for (const sample of ownSamples(window, own, starts, order.seed)) yield { sample: first + sample, epoch };
  }
}

function ownSamples({ window, slots, samples }: OwnWindow, order: PartOrder, starts: Float64Array, seed: number) {
  const places = placesInWindow(order, window, seed);
  const inOrder = new Uint32Array(samples);
  let at = 0;
  for (const group of window.groups) {
    const first = starts[group] as number;
    for (let sample = 0; sample < (order.groupSamples[group] as number); sample++) {
      const slot = slots[places[at++] as number] ?? -1;
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
