import { byCodeUnit } from '../core/code-unit-order.ts';
import { MillraceError } from '../core/errors.ts';
import type { StoredManifest } from '../shards/catalogue.ts';
import { openLabelledTextReader } from '../shards/labelled-texts.ts';
import type { Storage } from '../storage/storage.ts';
import type { Cursor } from './cursor.ts';
import type { ClassOfLabel } from './document-groups.ts';
import { groupsOfShards, type SampleGroup, shardsOf } from './sample-group.ts';

/** More distinct labels than this are no classes but, it is to be feared, texts or ids. */
const maxClasses = 10_000;

/** Labelled documents of a split: their classes, and the groups that have any. */
export interface LabelledGroups {
  /** In code-unit order. */
  readonly classes: readonly string[];
  readonly classOfLabel: ClassOfLabel;
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
  const given = classes ?? (await distinctLabels(shardsOf(manifest, 'documents', 'train'), labels));
  const names = Object.keys(given).sort(byCodeUnit);
  const classOfLabel = new Map<string, number>();
  for (const [place, name] of names.entries()) {
    for (const label of given[name] ?? []) {
      if (classOfLabel.has(label)) throw labelTwice(label);
      classOfLabel.set(label, place);
    }
  }
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
  return { classes: names, classOfLabel, groups };
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

async function distinctLabels(shards: readonly Shard[], labels: LabelsOf): Promise<Record<string, [string]>> {
  const found = new Set<string>();
  for (const shard of shards) {
    for await (const group of labels(shard)) for (const label of group) if (label !== null) found.add(label);
    if (found.size > maxClasses) {
      throw new MillraceError('too-many-classes', `the documents have more than ${maxClasses} labels`, {
        kind: 'usage',
        hint: 'say which labels make which class',
      });
    }
  }
  return Object.fromEntries([...found].map((label): [string, [string]] => [label, [label]]));
}

function labelTwice(label: string): MillraceError {
  return new MillraceError('label-twice', `the label ${JSON.stringify(label)} is in two classes`, {
    kind: 'usage',
    hint: 'each label belongs to one class',
  });
}
