import { planEpoch, type Window, windowPlaces } from '../epoch-order.ts';
import { partSeed, permutation } from '../permutation.ts';
import type { PartOrder } from '../stream-plan.ts';
import type { Stages } from './stages.ts';

/**
 * The windows of an epoch of a version, in its curriculum's stages where it has one. In each stage the groups that have
 * samples of it are permuted; a window takes as many of them in a row as have at most `windowSamples` samples of any
 * stage, and holds those of its own.
 */
export function planPart(
  { groupSamples, windowSamples, inOrder, stages }: PartOrder,
  seed: number,
  epoch: number,
): readonly Window[] {
  if (stages === undefined) return planEpoch(groupSamples, windowSamples, seed, epoch, inOrder);
  const windows: Window[] = [];
  let first = 0;
  for (const [stage, counts] of stages.groupSamples.entries()) {
    const members = Uint32Array.from(groupSamples.keys()).filter((group) => (counts[group] as number) > 0);
    const order = permutation(members.length, partSeed(seed, epoch, stage === 0 ? 0 : 2 ** 32 - stage));
    const groups = order.map((place) => members[place] as number);
    for (let from = 0; from < groups.length; ) {
      let to = from;
      for (let read = 0; to < groups.length; to++) {
        read += groupSamples[groups[to] as number] as number;
        if (to > from && read > windowSamples) break;
      }
      const taken = groups.subarray(from, to);
      const samples = taken.reduce((sum, group) => sum + (counts[group] as number), 0);
      windows.push({ epoch, index: windows.length, first, samples, groups: taken, stage });
      first += samples;
      from = to;
    }
  }
  return windows;
}

/** Where the samples of a window's groups stand in it, in reading order; −1 for those of another stage. */
export function placesInWindow({ groupSamples, stages }: PartOrder, window: Window, seed: number): ArrayLike<number> {
  const places = windowPlaces(window, seed);
  if (stages === undefined) return places;
  const read = window.groups.reduce((sum, group) => sum + (groupSamples[group] as number), 0);
  const found = new Int32Array(read);
  let at = 0;
  let own = 0;
  for (const group of window.groups) {
    const start = stages.starts[group] as number;
    const end = start + (groupSamples[group] as number);
    for (let sample = start; sample < end; sample++)
      found[at++] = stages.of[sample] === window.stage ? (places[own++] as number) : -1;
  }
  return found;
}

/** The window of an epoch that has a sample, by its group and its place in it. */
export function windowOfSample(
  { stages }: { readonly stages?: Stages },
  windows: readonly Window[],
  group: number,
  sample: number,
): Window {
  const stage = stages?.of[(stages.starts[group] as number) + sample];
  return windows.find((window) => window.stage === stage && window.groups.includes(group)) as Window;
}
