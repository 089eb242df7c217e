import type { Json } from '../../core/canonical-json.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { spanStage } from '../planning/segments.ts';
import { readDuplicates } from './duplicates.ts';
import { digestOf, readJobNames } from './job-names.ts';
import { mapPhaseName } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';
import { type Removal, readRemovals, removalSteps } from './removals.ts';
import { editsKey } from './text-edits.ts';

/**
 * For each partition, what decides the records that a segment with its dedup stages left of it: equal states, equal
 * records. Memory: the segment's removals, and one partition's edits.
 */
export async function partitionStates(build: OpenBuild, segment: number): Promise<readonly Json[]> {
  const { plan, storage } = build;
  const names = await readJobNames(build, mapPhaseName(segment));
  const steps = removalSteps(plan, segment);
  const removals = await Promise.all(steps.map((step) => readRemovals(build, step)));
  const last = plan.segments[segment]?.dedups.at(-1);
  const edited = last !== undefined && spanStage(last.stage.stage) !== undefined ? last.name : undefined;
  const states: Json[] = [];
  for (const [partition, name] of names.entries()) {
    const removed = removals.map((each) => digestOf([...each.of(partition).values()].map(removalFate)));
    const edits = edited === undefined ? null : sha256Hex(await storage.get(editsKey(build, edited, partition)));
    states.push({ name, removed, edits });
  }
  return states;
}

/** What a removal makes of its record: where the other one is does not matter. */
function removalFate({ ordinal, into, known, similarity }: Removal): Json {
  return [ordinal, into, known, similarity];
}

/** For each partition, how many records were merged into each of its own. Memory: the segments' removals. */
export async function mergedInto(build: OpenBuild): Promise<readonly Json[]> {
  const merged: Json[] = [];
  for (let partition = 0; partition < build.plan.partitions; partition++) {
    const counts = await readDuplicates(build, [partition]);
    merged.push(counts.size === 0 ? null : digestOf(Object.fromEntries(counts)));
  }
  return merged;
}
