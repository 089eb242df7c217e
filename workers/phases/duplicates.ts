import type { OpenBuild } from './open-build.ts';
import { idsStep, readRemovals, removalSteps } from './removals.ts';

/**
 * How many records were merged into each record of some partitions, by its id. Memory: one entry for each record of theirs
 * that others went into.
 */
export async function readDuplicates(
  build: OpenBuild,
  partitions: readonly number[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const segment of build.plan.segments.keys()) {
    for (const step of removalSteps(build.plan, segment).filter((name) => name !== idsStep)) {
      const removals = await readRemovals(build, step);
      for (const partition of partitions) {
        for (const { into } of removals.into(partition)) counts.set(into, (counts.get(into) ?? 0) + 1);
      }
    }
  }
  return counts;
}
