/** How weights of a run are pruned while it trains. Steps count from 1. */
export interface PruneSettings {
  /** Share of the weights that are 0 in the end, in (0, 1). */
  readonly sparsity: number;
  /** Step of the first pruning, and of the last, which reaches `sparsity`. */
  readonly begin: number;
  readonly end: number;
  /** Steps between two prunings. */
  readonly every: number;
  /** Whether each weight gets the sparsity, or all of them together. */
  readonly scope: 'layer' | 'global';
}

/**
 * Share of zeros that a step prunes to; undefined where it does not prune. It rises fast at first, while there is much to
 * spare, and ever more slowly: s · (1 − (1 − (t − begin) / (end − begin))³). Zhu and Gupta 2017, equation 1, from 0.
 */
export function sparsityAt(step: number, { sparsity, begin, end, every }: PruneSettings): number | undefined {
  if (step < begin || step > end || (step !== end && (step - begin) % every !== 0)) return undefined;
  const left = end === begin ? 0 : 1 - (step - begin) / (end - begin);
  return sparsity * (1 - left ** 3);
}

/** Whether the weights of a step have all the zeros that the run gives them. */
export function isPruned(step: number, prune: PruneSettings | undefined): boolean {
  return prune === undefined || step >= prune.end;
}
