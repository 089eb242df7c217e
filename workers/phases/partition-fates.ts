import { MillraceError } from '../../core/errors.ts';
import { dropped, type FateRow } from '../../core/fate.ts';
import { openRecordFateReader } from '../../shards/record-fates.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { workKeys } from '../planning/plan.ts';
import { mapPhaseName } from './map-outputs.ts';
import { type OpenBuild, requireReport } from './open-build.ts';
import { idsStep, readRemovals, removalSteps } from './removals.ts';
import { duplicateIdReason } from './segment-output.ts';

/** Collects the fates of a partition's records and gives them, in order, once each of them has exactly one. */
export interface PartitionFates {
  readonly set: (ordinal: number, fate: FateRow) => void;
  /** @throws {MillraceError} `ledger-unbalanced` where a record has no fate */
  readonly all: () => readonly FateRow[];
}

/**
 * Opens the fates of a partition with those that the segments' map jobs wrote; the rest are set by the caller.
 * A later record with an id that an earlier one has is `dropped(duplicate-id)`, whatever else was found wrong with it.
 *
 * Memory: one row for each record of the partition.
 */
export async function openPartitionFates(build: OpenBuild, index: number): Promise<PartitionFates> {
  const { records } = await requireReport(build, mapPhaseName(0), index);
  const fates: (FateRow | undefined)[] = new Array(records).fill(undefined);
  const set = (ordinal: number, fate: FateRow): void => {
    if (ordinal >= fates.length || fates[ordinal] !== undefined) throw unbalanced(index, ordinal, 'two fates');
    fates[ordinal] = fate;
  };
  for (let segment = 0; segment < build.plan.segments.length; segment++) {
    const key = workKeys.output(build.folder, mapPhaseName(segment), index, 'fates.arrow');
    for await (const group of groupsOf(await openRecordFateReader(build.storage, key))) {
      for (const { ordinal, fate } of group) set(ordinal, fate);
    }
  }
  return {
    set,
    all: () => {
      const missing = fates.indexOf(undefined);
      if (missing >= 0) throw unbalanced(index, missing, 'no fate');
      return fates as FateRow[];
    },
  };
}

/** The fates of a partition after equal ids were found: those of later records with the same id are replaced. */
export async function withDuplicateIds(
  build: OpenBuild,
  index: number,
  fates: readonly FateRow[],
): Promise<readonly FateRow[]> {
  if (!removalSteps(build.plan, 0).includes(idsStep)) return fates;
  const removals = (await readRemovals(build, idsStep)).of(index);
  return fates.map((fate, ordinal) =>
    removals.has(ordinal) ? dropped(fate, idsStep, duplicateIdReason, null, null) : fate,
  );
}

function unbalanced(partition: number, ordinal: number, found: string): MillraceError {
  return new MillraceError(
    'ledger-unbalanced',
    `Expected one fate for record ${ordinal} of partition ${partition}, found ${found}`,
    {
      hint: 'This is a defect of Millrace: please report it with the recipe.',
    },
  );
}
