import type { OpenBuild } from './open-build.ts';
import { idsStep, type Removal, readRemovals, removalSteps } from './removals.ts';

/**
 * How many records were merged into each record of some partitions, by its id. Memory: one entry for each record of theirs
 * that others went into.
 */
export function readDuplicates(build: OpenBuild, partitions: readonly number[]): Promise<ReadonlyMap<string, number>> {
  return countMerged(build, partitions, ({ into }) => into);
}

/** As {@link readDuplicates}, for one partition, by ordinal. */
export function readMergedRecords(build: OpenBuild, partition: number): Promise<ReadonlyMap<number, number>> {
  return countMerged(build, [partition], ({ intoOrdinal }) => intoOrdinal);
}

async function countMerged<Name>(
  build: OpenBuild,
  partitions: readonly number[],
  nameOf: (removal: Removal) => Name,
): Promise<ReadonlyMap<Name, number>> {
  const counts = new Map<Name, number>();
  for (const segment of build.plan.segments.keys()) {
    for (const step of removalSteps(build.plan, segment).filter((name) => name !== idsStep)) {
      const removals = await readRemovals(build, step);
      for (const partition of partitions) {
        for (const removal of removals.into(partition)) {
          const name = nameOf(removal);
          counts.set(name, (counts.get(name) ?? 0) + 1);
        }
      }
    }
  }
  return counts;
}
