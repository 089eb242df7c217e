/** A document that is merged into another: both by partition and by ordinal in it, with their similarity in [0, 1]. */
export interface Removal {
  readonly partition: number;
  readonly ordinal: number;
  readonly intoPartition: number;
  readonly intoOrdinal: number;
  readonly similarity: number;
}

/** Orders removals by partition, then ordinal: the order in which documents are walked. */
export function byPlace(a: Removal, b: Removal): number {
  return a.partition - b.partition || a.ordinal - b.ordinal;
}
