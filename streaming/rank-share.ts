import type { Window } from './epoch-order.ts';

/**
 * How the samples of an epoch from `from` on are dealt out: in turn, one to each rank. So rank k has the positions
 * from + j × ranks + k, and the ranks' samples, taken in turn again, are the one order of the epoch.
 */
export interface RankShare {
  /** Position of the first sample that is dealt out. */
  readonly from: number;
  /** Position of the first one that no longer is. */
  readonly to: number;
  readonly ranks: number;
  readonly rank: number;
}

/** Samples [first, end) of a rank's own that a window holds. */
export interface OwnSamples {
  readonly window: Window;
  readonly first: number;
  readonly end: number;
  /** Whether the rank has no more in this epoch. */
  readonly last: boolean;
}

/** The share of a rank. `wholeBatch` leaves out what makes no full batch of so many samples over all ranks. */
export function rankShare(
  from: number,
  samples: number,
  dealt: { readonly ranks: number; readonly rank: number; readonly wholeBatch: number | undefined },
): RankShare {
  const { ranks, rank, wholeBatch = 1 } = dealt;
  return { from, to: samples - ((samples - from) % wholeBatch), ranks, rank };
}

/** The windows that hold samples of a share. */
export function ownWindows(windows: readonly Window[], share: RankShare): readonly OwnSamples[] {
  const ownBefore = (position: number): number => {
    const before = Math.min(position, share.to) - share.from - share.rank;
    return Math.max(0, Math.ceil(before / share.ranks));
  };
  const total = ownBefore(share.to);
  return windows
    .map((window) => {
      const end = ownBefore(window.first + window.samples);
      return { window, first: ownBefore(window.first), end, last: end === total };
    })
    .filter(({ first, end }) => end > first);
}

/** Writes, for each sample of a window in reading order, its place among the rank's own samples there, or −1. */
export function writeSlots(
  { window, first, end }: OwnSamples,
  share: RankShare,
  places: Uint32Array,
  slots: Int32Array,
): void {
  const offset = window.first - share.from - share.rank;
  for (let i = 0; i < places.length; i++) {
    const dealt = offset + (places[i] as number);
    const own = dealt / share.ranks;
    slots[i] = own >= first && own < end && Number.isInteger(own) ? own - first : -1;
  }
}
