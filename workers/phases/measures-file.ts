import type { RecordMetrics } from '../../quality/record-metrics.ts';
import { workKeys } from '../planning/plan.ts';
import type { JobReport } from './phase.ts';

export const measurePhaseName = 'measure';

/**
 * What a job found of the documents of a partition that are kept, in order, but for how many records were merged into each.
 * Its output is five tables, one after the other: `idBytes` of token ids, 2 or 4 bytes each; for each document its
 * characters and tokens, 4 bytes each; their ordinals, 4 bytes each; `countBytes` of counts value by value; and
 * `factBytes` of what {@link encodeFacts} makes of their texts.
 */
export interface MeasureReport extends JobReport {
  readonly metrics: RecordMetrics;
  readonly idBytes: number;
  readonly countBytes: number;
  readonly factBytes: number;
  /** Digest of what decides how a text is measured. */
  readonly settings: string;
}

/** Where what a job found lies. */
export function measuresKey(folder: string, partition: number): string {
  return workKeys.output(folder, measurePhaseName, partition, 'measures');
}

/** Where the tables after the token ids begin, and where the last one ends. */
export function measuresLayout({ records, idBytes, countBytes, factBytes }: MeasureReport) {
  const ordinalsAt = idBytes + 8 * records;
  const countsAt = ordinalsAt + 4 * records;
  const factsAt = countsAt + countBytes;
  return { amountsAt: idBytes, ordinalsAt, countsAt, factsAt, end: factsAt + factBytes };
}
