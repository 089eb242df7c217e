import type { Manifest } from '../shards/manifest.ts';
import type { ColumnFinding } from './column-checks.ts';
import type { Measured } from './distributions.ts';
import { documentSuspects } from './document-suspects.ts';
import { driftSuspects } from './drift-suspects.ts';
import { fateSuspects } from './fate-suspects.ts';
import { type GateResult, sideOf } from './gates.ts';
import type { Suspects } from './guilty-records.ts';
import { imageSuspects } from './image-suspects.ts';
import { probedSuspects } from './probed-suspects.ts';
import type { TextProbes } from './text-probes.ts';

/** What tells which records to blame for a failed gate. */
export interface Evidence {
  readonly now: Measured;
  readonly before: Measured | null;
  readonly reasons: Manifest['reasons'];
  /** Records of the largest clusters of duplicates, by the bits of the id of the one that they were merged into. */
  readonly clusters: ReadonlyMap<bigint, number>;
  /** Null where no failed gate needs them. */
  readonly probes: TextProbes | null;
}

/** Which records made a gate fail; null where none did more than others. */
export function suspectsOf(
  result: GateResult,
  evidence: Evidence,
  finding: ColumnFinding | undefined,
): Suspects | null {
  if (finding !== undefined) return columnSuspects(finding);
  const drift = driftSuspects(result, evidence);
  if (drift !== undefined) return drift;
  const side = sideOf(result);
  if (side === null) return null;
  const { metric } = result;
  return (
    fateSuspects(metric, side, evidence) ??
    imageSuspects(metric, side, evidence) ??
    documentSuspects(metric, side, evidence) ??
    probedSuspects(metric, side, evidence) ??
    null
  );
}

function columnSuspects({ column, breaks }: ColumnFinding): Suspects {
  const isBroken = breaks();
  return {
    from: 'documents',
    columns: [column.stored],
    blame: (row) => {
      if (!isBroken(row)) return undefined;
      return { weight: 0, value: column.stored === 'text' || column.stored === 'caption' ? null : column.read(row) };
    },
  };
}
