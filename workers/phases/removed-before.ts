import type { OpenBuild } from './open-build.ts';
import { type Removals, readRemovals, removalSteps } from './removals.ts';

/** Tells which records an earlier dedup step of the same segment took out. */
export type RemovedBefore = (partition: number, ordinal: number) => boolean;

export async function openRemovedBefore(build: OpenBuild, segment: number, step: string): Promise<RemovedBefore> {
  const steps = removalSteps(build.plan, segment);
  const earlier: Removals[] = [];
  const place = steps.indexOf(step);
  // One that takes spans out is the segment's last, and no step that removes.
  for (const name of place < 0 ? steps : steps.slice(0, place)) earlier.push(await readRemovals(build, name));
  return (partition, ordinal) => earlier.some((removals) => removals.of(partition).has(ordinal));
}
