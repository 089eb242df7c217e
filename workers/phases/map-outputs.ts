import type { JobReport } from './phase.ts';
import type { SourceRun } from './source-runs.ts';

/**
 * What a map job reports. `contentBytes`: bytes of the texts or images that went on. `recordsSha256`, `fatesSha256`: of the
 * files of those that go on, and of the fates of those that ended. `sources`: of the first segment, the entry of the
 * recipe's sources that each record is of; empty for others.
 */
export interface MapReport extends JobReport {
  readonly survivors: number;
  readonly contentBytes: number;
  readonly recordsSha256: string;
  readonly fatesSha256: string;
  readonly sources: readonly SourceRun[];
}

/** Name of the phase that runs a segment's local stages. */
export function mapPhaseName(segment: number): string {
  return `map-${segment}`;
}

/** File kind, among a map job's outputs, of the keys that a step compares. */
export function keysKind(step: string): string {
  return `${step}.keys`;
}

/** File kind, among a map job's outputs, of the signatures that a step compares. */
export function signaturesKind(step: string): string {
  return `${step}.signatures`;
}

/** File kind, among a map job's outputs, of the perceptual hashes that a step compares. */
export function hashesKind(step: string): string {
  return `${step}.hashes`;
}
