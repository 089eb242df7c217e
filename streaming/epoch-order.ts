import { partSeed, permutation } from './permutation.ts';

/** Consecutive samples of an epoch that are shuffled among themselves and held in memory together. */
export interface Window {
  readonly epoch: number;
  readonly index: number;
  /** Samples of the epoch that come before it. */
  readonly first: number;
  readonly samples: number;
  /** Groups whose samples it holds. */
  readonly groups: Uint32Array;
  /** Of a curriculum: the one stage of which it holds samples. */
  readonly stage?: number;
}

/**
 * The windows of an epoch. Groups are permuted; each window takes as many of them in a row as hold at most
 * `windowSamples` samples, or one that holds more. With `inOrder` groups are
 * taken as they are, so that windows are known before the last group is. A function of the groups' samples, the seed and the
 * epoch.
 */
export function planEpoch(
  samples: ArrayLike<number>,
  windowSamples: number,
  seed: number,
  epoch: number,
  inOrder = false,
): readonly Window[] {
  const order = inOrder
    ? Uint32Array.from({ length: samples.length }, (_, group) => group)
    : permutation(samples.length, partSeed(seed, epoch, 0));
  const windows: Window[] = [];
  let first = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let held = 0;
    while (to < order.length) {
      const more = samples[order[to] as number] as number;
      if (to > from && held + more > windowSamples) break;
      held += more;
      to++;
    }
    windows.push({ epoch, index: windows.length, first, samples: held, groups: order.subarray(from, to) });
    first += held;
    from = to;
  }
  return windows;
}

/** Where the samples of a window stand in it: `[i]` is the place of the i-th one, groups and rows in order. */
export function windowPlaces({ epoch, index, samples }: Window, seed: number): Uint32Array {
  return permutation(samples, partSeed(seed, epoch, 1 + index));
}
