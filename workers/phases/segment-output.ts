import { evidenceFromText, evidenceToText, withEvidence } from '../../core/evidence.ts';
import { dropped, merged } from '../../core/fate.ts';
import { applyCuts } from '../../pipelines/dedup/cut-spans.ts';
import type { BuildItem, BuildRecord } from '../../shards/build-record.ts';
import type { RecordFate } from '../../shards/record-fates.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { workKeys } from '../planning/plan.ts';
import { type DedupStep, spanStage } from '../planning/segments.ts';
import { mapPhaseName } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';
import type { RecordKind } from './record-kind.ts';
import { idsStep, type Removal, readRemovals, removalSteps } from './removals.ts';
import { readEdits } from './text-edits.ts';

/** What became of a chunk of a segment's records: those that go on, and the fates of those that its dedup stages ended. */
export interface SegmentChunk<Item extends BuildItem> {
  readonly live: readonly BuildRecord<Item>[];
  readonly removed: readonly RemovedRecord<Item>[];
}

/** The fate of a record that a dedup stage merged, or left too little of, and what it was. */
export interface RemovedRecord<Item extends BuildItem> extends RecordFate {
  readonly was: Item;
}

/**
 * The records of a partition that a segment's local stages left, in order, parted by its dedup stages' removals. Texts are
 * without the spans that its last dedup stage took out.
 */
export async function* readSegmentOutput<Item extends BuildItem>(
  kind: RecordKind<Item>,
  build: OpenBuild,
  segment: number,
  index: number,
): AsyncGenerator<SegmentChunk<Item>> {
  const steps: (readonly [string, ReadonlyMap<number, Removal>])[] = [];
  for (const step of removalSteps(build.plan, segment)) steps.push([step, (await readRemovals(build, step)).of(index)]);
  const dedups = build.plan.segments[segment]?.dedups ?? [];
  const edit = await openEdits(build, dedups.at(-1), index);
  const stageOf = (step: string): string => dedups.find(({ name }) => name === step)?.stage.stage ?? step;
  const key = workKeys.output(build.folder, mapPhaseName(segment), index, 'records.arrow');
  for await (const chunk of groupsOf(await kind.openReader(build.storage, key))) {
    const live: BuildRecord<Item>[] = [];
    const removed: RemovedRecord<Item>[] = [];
    for (const record of chunk) {
      const step = steps.find(([, removals]) => removals.has(record.ordinal));
      const removal = step?.[1].get(record.ordinal);
      if (step === undefined || removal === undefined) {
        const edited = edit(record);
        if ('fate' in edited) removed.push(edited);
        else live.push(edited);
      } else {
        const fate = removalFate(stageOf(step[0]), record, removal);
        removed.push({ ordinal: record.ordinal, fate, was: record.item });
      }
    }
    yield { live, removed };
  }
}

type Edit = <Item extends BuildItem>(record: BuildRecord<Item>) => BuildRecord<Item> | RemovedRecord<Item>;

/** What a step that takes out spans makes of records. Memory: the edits of the partition. */
async function openEdits(build: OpenBuild, step: DedupStep | undefined, index: number): Promise<Edit> {
  const spans = step === undefined ? undefined : spanStage(step.stage.stage);
  if (step === undefined || spans === undefined) return (record) => record;
  const stage = spans.name;
  const edits = await readEdits(build, step.name, index);
  return (record) => {
    const edit = edits.get(record.ordinal);
    if (edit === undefined || !('text' in record.item) || typeof record.item.text !== 'string') return record;
    const { item, textHash, ordinal } = record;
    const noted = { [`${spans.unit}s`]: edit.units, characters: edit.characters };
    const evidence = evidenceToText(withEvidence(evidenceFromText(record.evidence), stage, noted));
    if (edit.reason !== null) {
      const name = { id: item.id, source: item.source, evidence, textHash };
      return { ordinal, was: item, fate: dropped(name, stage, edit.reason, edit.value, edit.limit) };
    }
    return { ordinal, item: { ...item, text: applyCuts(record.item.text, edit.cuts) }, evidence, textHash };
  };
}

export const duplicateIdReason = 'duplicate-id';

function removalFate(
  stage: string,
  { item, evidence, textHash }: BuildRecord<BuildItem>,
  removal: Removal,
): RecordFate['fate'] {
  const name = { id: item.id, source: item.source, evidence, textHash };
  if (stage === idsStep) return dropped(name, idsStep, duplicateIdReason, null, null);
  return merged(name, stage, removal.into, removal.similarity, removal.known === 0 ? 'duplicate' : 'in-version');
}
