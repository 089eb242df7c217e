import type { Json } from '../../core/canonical-json.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { spanStage } from '../planning/segments.ts';
import { readDuplicates } from './duplicates.ts';
import { digestOf, readJobNames } from './job-names.ts';
import { type MapContents, readMapContents } from './map-contents.ts';
import { mapPhaseName } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';
import { idsStep, type Removal, type Removals, readRemovals, removalSteps } from './removals.ts';
import { editsKey } from './text-edits.ts';

/**
 * For each partition, what decides the records that a segment with its dedup stages left of it: equal states, equal
 * records. Texts are named by what the segment's jobs wrote, whatever else was decided when they did. Memory: the
 * segment's removals, and one partition's edits.
 */
export async function partitionStates(build: OpenBuild, segment: number): Promise<readonly Json[]> {
  const { plan, storage } = build;
  const left =
    plan.recipe.kind === 'text'
      ? (await readMapContents(build, segment)).map(({ recordsSha256 }) => recordsSha256)
      : await readJobNames(build, mapPhaseName(segment));
  const steps = removalSteps(plan, segment);
  const removals = await Promise.all(steps.map((step) => readRemovals(build, step)));
  const dedups = plan.segments[segment]?.dedups ?? [];
  const stages = dedups.map(({ stage }) => stage.stage);
  const last = dedups.at(-1);
  const edited = last !== undefined && spanStage(last.stage.stage) !== undefined ? last.name : undefined;
  const states: Json[] = [];
  for (const [partition, records] of left.entries()) {
    const removed = removals.map((each) => removedOf(each, partition));
    const edits = edited === undefined ? null : sha256Hex(await storage.get(editsKey(build, edited, partition)));
    states.push({ records, stages, removed, edits });
  }
  return states;
}

/**
 * For each partition of texts, what decides the fates of records that did not come through the last segment's dedup
 * stages: those that the segments' jobs wrote, and which records have the id of an earlier one.
 */
export async function endedStates(build: OpenBuild): Promise<readonly Json[]> {
  const { plan } = build;
  const segments = await Promise.all([...plan.segments.keys()].map((segment) => readMapContents(build, segment)));
  const sameIds = removalSteps(plan, 0).includes(idsStep) ? await readRemovals(build, idsStep) : undefined;
  return Array.from({ length: plan.partitions }, (_, partition): Json => {
    const contents = segments.map((each) => each[partition] as MapContents);
    const first = contents[0] as MapContents;
    return {
      ...{
        records: first.records,
        sources: first.sourcesSha256,
        fates: contents.map(({ fatesSha256 }) => fatesSha256),
      },
      sameIds: sameIds === undefined ? null : removedOf(sameIds, partition),
    };
  });
}

/** Null where a partition lost none. */
function removedOf(removals: Removals, partition: number): Json {
  const own = removals.of(partition);
  return own.size === 0 ? null : digestOf([...own.values()].map(removalFate));
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
