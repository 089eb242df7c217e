import { dropped, merged } from '../../core/fate.ts';
import type { BuildItem, BuildRecord } from '../../shards/build-record.ts';
import type { RecordFate } from '../../shards/record-fates.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { workKeys } from '../planning/plan.ts';
import { mapPhaseName } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';
import type { RecordKind } from './record-kind.ts';
import { idsStep, type Removal, readRemovals, removalSteps } from './removals.ts';

/** What became of a chunk of a segment's records: those that go on, and the fates of those its dedup stages took out. */
export interface SegmentChunk<Item extends BuildItem> {
  readonly live: readonly BuildRecord<Item>[];
  readonly removed: readonly RemovedRecord<Item>[];
}

/** The fate of a record that a dedup stage took out, and what it was. */
export interface RemovedRecord<Item extends BuildItem> extends RecordFate {
  readonly was: Item;
}

/** The records of a partition that a segment's local stages left, in order, parted by its dedup stages' removals. */
export async function* readSegmentOutput<Item extends BuildItem>(
  kind: RecordKind<Item>,
  build: OpenBuild,
  segment: number,
  index: number,
): AsyncGenerator<SegmentChunk<Item>> {
  const steps: (readonly [string, ReadonlyMap<number, Removal>])[] = [];
  for (const step of removalSteps(build.plan, segment)) steps.push([step, (await readRemovals(build, step)).of(index)]);
  const dedups = build.plan.segments[segment]?.dedups ?? [];
  const stageOf = (step: string): string => dedups.find(({ name }) => name === step)?.stage.stage ?? step;
  const key = workKeys.output(build.folder, mapPhaseName(segment), index, 'records.arrow');
  for await (const chunk of groupsOf(await kind.openReader(build.storage, key))) {
    const live: BuildRecord<Item>[] = [];
    const removed: RemovedRecord<Item>[] = [];
    for (const record of chunk) {
      const step = steps.find(([, removals]) => removals.has(record.ordinal));
      const removal = step?.[1].get(record.ordinal);
      if (step === undefined || removal === undefined) live.push(record);
      else {
        const fate = removalFate(stageOf(step[0]), record, removal);
        removed.push({ ordinal: record.ordinal, fate, was: record.item });
      }
    }
    yield { live, removed };
  }
}

export const duplicateIdReason = 'duplicate-id';

function removalFate(
  stage: string,
  { item, evidence, textHash }: BuildRecord<BuildItem>,
  removal: Removal,
): RecordFate['fate'] {
  const name = { id: item.id, source: item.source, evidence, textHash };
  if (stage === idsStep) return dropped(name, idsStep, duplicateIdReason, null, null);
  return merged(name, stage, removal.into, removal.similarity);
}
