import type { StoredManifest } from '../shards/catalogue.ts';
import { openLabelledTextReader } from '../shards/labelled-texts.ts';
import type { Manifest } from '../shards/manifest.ts';
import type { Storage } from '../storage/storage.ts';
import type { Cursor } from './cursor.ts';
import { classesOf, distinctLabels, type LabelClasses } from './label-classes.ts';
import { groupsOfShards, type SampleGroup, shardsOf } from './sample-group.ts';

/** Labelled documents of a split: their classes, and the groups that have any. */
export interface LabelledGroups extends LabelClasses {
  readonly groups: readonly SampleGroup[];
}

/**
 * Finds the classes and counts the labelled documents of each group: reads the label column of the split's shards and,
 * where `classes` (labels by class) does not say what the classes are, that of the train split.
 *
 * @throws MillraceError `too-many-classes`, `label-twice` (usage), `bad-file`
 */
export async function labelledGroups(
  storage: Storage,
  { manifest }: StoredManifest,
  split: Cursor['split'],
  classes?: Readonly<Record<string, readonly string[]>>,
): Promise<LabelledGroups> {
  const labels = readLabels(storage, manifest.dataset);
  const named = classesOf(classes ?? (await distinctLabels(trainLabels(storage, [manifest]), 'documents')));
  const { classOfLabel } = named;
  const shards = shardsOf(manifest, 'documents', split);
  const counts: number[][] = [];
  for (const shard of shards) {
    const ofShard: number[] = [];
    for await (const group of labels(shard)) {
      ofShard.push(group.reduce((sum, label) => sum + (label !== null && classOfLabel.has(label) ? 1 : 0), 0));
    }
    counts.push(ofShard);
  }
  const groups = groupsOfShards(shards, (shard, group) => counts[shard]?.[group] ?? 0);
  return { ...named, groups };
}

/** Labels of the train splits of some versions, by row group. */
export async function* trainLabels(
  storage: Storage,
  manifests: readonly Manifest[],
): AsyncGenerator<readonly (string | null)[]> {
  for (const manifest of manifests) {
    const labels = readLabels(storage, manifest.dataset);
    for (const shard of shardsOf(manifest, 'documents', 'train')) yield* labels(shard);
  }
}

type Shard = ReturnType<typeof shardsOf>[number];
type LabelsOf = (shard: Shard) => AsyncGenerator<readonly (string | null)[]>;

/** Labels of a shard, by group. */
function readLabels(storage: Storage, dataset: string): LabelsOf {
  return async function* labels({ file }) {
    const reader = await openLabelledTextReader(storage, `${dataset}/${file}`);
    for (let group = 0; group < reader.groups; group++) yield await reader.labels(group);
  };
}
