/** How samples are dealt out to ranks. */
export interface Dealing {
  readonly ranks: number;
  readonly rank: number;
  /** Samples of a full batch over all ranks, where what makes none is left out. */
  readonly wholeBatch: number | undefined;
}

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
  /** How many the rank is dealt. */
  readonly samples: number;
}

/** The share of a rank in an epoch of `samples`. */
export function rankShare(from: number, samples: number, { ranks, rank, wholeBatch = 1 }: Dealing): RankShare {
  const to = samples - ((samples - from) % wholeBatch);
  return { from, to, ranks, rank, samples: Math.max(0, Math.ceil((to - from - rank) / ranks)) };
}

/** Whether a position is one of the share's. */
export function isDealt({ from, to, ranks, rank }: RankShare, position: number): boolean {
  return position >= from && position < to && (position - from) % ranks === rank;
}
