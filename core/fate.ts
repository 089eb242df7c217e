/** What can become of an input record, in the order in which people read it. */
export const fateNames = ['kept', 'dropped', 'merged', 'quarantined'] as const;

/** What became of an input record. Exactly one of these holds for each record of a build. */
export type FateName = (typeof fateNames)[number];

/**
 * What became of one input record, with its evidence. One row of a version's fates.
 *
 * - `stage` and `reason`: who decided and why; null for kept records.
 * - `value`, `limit`: what was measured and the limit that it broke, where the reason has them.
 * - `into`, `similarity`: for merged records, the id of the kept twin and the true similarity to it in [0, 1]. A twin of
 *   an earlier version is `NAME@V#id`.
 * - `evidence`: what stages noted of the record, as JSON text of an object by stage (`core/evidence.ts`); null
 *   for nothing.
 * - `textHash`: 16 hexadecimal digits of the record's text as it was read; null where none could be read.
 */
export interface FateRow {
  readonly id: string;
  readonly source: string;
  readonly fate: FateName;
  readonly stage: string | null;
  readonly reason: string | null;
  readonly value: number | null;
  readonly limit: number | null;
  readonly into: string | null;
  readonly similarity: number | null;
  readonly evidence: string | null;
  readonly textHash: string | null;
}

/** The parts of a fate that name the record rather than what became of it, and what was noted of it on its way. */
export type RecordName = Pick<FateRow, 'id' | 'source' | 'textHash'> & Partial<Pick<FateRow, 'evidence'>>;

export function kept(record: RecordName): FateRow {
  return { ...undecided(record), fate: 'kept' };
}

export function dropped(
  record: RecordName,
  stage: string,
  reason: string,
  value: number | null,
  limit: number | null,
): FateRow {
  return { ...undecided(record), fate: 'dropped', stage, reason, value, limit };
}

/** `reason`: `duplicate`, or `in-version` where the twin is of an earlier version, and `into` then `NAME@V#id`. */
export function merged(
  record: RecordName,
  stage: string,
  into: string,
  similarity: number,
  reason: 'duplicate' | 'in-version' = 'duplicate',
): FateRow {
  return { ...undecided(record), fate: 'merged', stage, reason, into, similarity };
}

export function quarantined(
  record: RecordName,
  stage: string,
  reason: string,
  value: number | null = null,
  limit: number | null = null,
): FateRow {
  return { ...undecided(record), fate: 'quarantined', stage, reason, value, limit };
}

function undecided({ id, source, textHash, evidence = null }: RecordName): Omit<FateRow, 'fate'> {
  const nothing = { stage: null, reason: null, value: null, limit: null, into: null, similarity: null };
  return { id, source, ...nothing, evidence, textHash };
}
