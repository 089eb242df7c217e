import type { StoredManifest } from '../shards/catalogue.ts';
import { openLabelledTextReader } from '../shards/labelled-texts.ts';
import type { Storage } from '../storage/storage.ts';
import type { Cursor } from './cursor.ts';
import { labelledGroups } from './document-classes.ts';
import { shardsOf } from './sample-group.ts';

/** The labelled documents of a split in the order of its shards, as texts. */
export interface LabelledTexts {
  readonly classes: readonly string[];
  /** A row group of documents at a time; `label` is a place in `classes`. */
  readonly groups: () => AsyncGenerator<readonly { readonly text: string; readonly label: number }[], void, undefined>;
}

/** Opens a split's labelled documents for what reads words and not tokens. Throws what {@link labelledGroups} throws. */
export async function openLabelledTexts(
  storage: Storage,
  version: StoredManifest,
  split: Cursor['split'],
  classes?: Readonly<Record<string, readonly string[]>>,
): Promise<LabelledTexts> {
  const { classes: names, classOfLabel, groups } = await labelledGroups(storage, version, split, classes);
  const shards = shardsOf(version.manifest, 'documents', split);
  return {
    classes: names,
    groups: async function* texts() {
      for (const { shard, group } of groups) {
        const reader = await openLabelledTextReader(storage, `${version.manifest.dataset}/${shards[shard]?.file}`);
        yield (await reader.group(group)).flatMap(({ text, label }) => {
          const place = label === null ? undefined : classOfLabel.get(label);
          return place === undefined ? [] : [{ text, label: place }];
        });
      }
    },
  };
}
