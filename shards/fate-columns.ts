import { MillraceError } from '../core/errors.ts';
import { type FateName, type FateRow, fateNames } from '../core/fate.ts';
import type { RowOf, RowSchema } from './row-schema.ts';

/** The columns of a fate, in every file that holds fates. */
export const fateColumns = {
  id: { type: 'utf8', bulk: true },
  source: { type: 'utf8', bulk: true },
  fate: { type: 'utf8' },
  stage: { type: 'utf8', nullable: true },
  reason: { type: 'utf8', nullable: true },
  value: { type: 'float64', nullable: true },
  limit: { type: 'float64', nullable: true },
  into: { type: 'utf8', nullable: true, bulk: true },
  similarity: { type: 'float64', nullable: true },
  evidence: { type: 'utf8', nullable: true, bulk: true },
  textHash: { type: 'utf8', nullable: true, bulk: true },
} as const satisfies RowSchema;

const names: ReadonlySet<string> = new Set(fateNames);

/** A row of a file as a fate. Throws MillraceError `bad-file` for a fate with no such name. */
export function fateFromRow(row: RowOf<typeof fateColumns>): FateRow {
  const { id, source, fate, stage, reason, value, limit, into, similarity, evidence, textHash } = row;
  return { id, source, fate: fateName(fate), stage, reason, value, limit, into, similarity, evidence, textHash };
}

/** Throws MillraceError `bad-file` where a file names no fate so. */
export function fateName(name: string): FateName {
  if (names.has(name)) return name as FateName;
  throw new MillraceError('bad-file', `${JSON.stringify(name)} is no fate`);
}
