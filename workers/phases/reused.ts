import type { Storage } from '../../storage/storage.ts';
import { mapPhaseName } from './map-segment.ts';
import { openBuild } from './open-build.ts';

/** How many of a build's partitions had been worked through before `sinceMs` (milliseconds of the epoch). */
export async function countReused(
  storage: Storage,
  dataset: string,
  build: string,
  sinceMs: number,
): Promise<{ readonly partitions: number; readonly reusedPartitions: number }> {
  const opened = await openBuild(storage.location, dataset, build);
  const { partitions } = opened.plan;
  let reusedPartitions = 0;
  for (let index = 0; index < partitions; index++) {
    const report = await opened.report(mapPhaseName(0), index);
    if (Number(report?.['startedAtMs'] ?? sinceMs) < sinceMs) reusedPartitions++;
  }
  return { partitions, reusedPartitions };
}
