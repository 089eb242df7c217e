import { keepRecent } from '../core/keep-recent.ts';
import type { StoredManifest } from '../shards/catalogue.ts';
import { readImageIndex } from '../shards/image-index.ts';
import { openLabelledTextReader } from '../shards/labelled-texts.ts';
import { openTokenReader } from '../shards/tokens.ts';
import type { Storage } from '../storage/storage.ts';
import type { SamplePlace } from '../streaming/sample-places.ts';

/** The ids of the records that samples hold. */
export interface RecordIds {
  /** Those of one sample: several in a packed sequence. Reads its row group's, and keeps those of the last 64. */
  at(place: SamplePlace): Promise<readonly string[]>;
  /** The rows of a shard that hold a record or an augmented copy of it. Reads the ids of the whole shard. */
  rowsWith(shard: Pick<SamplePlace, 'part' | 'key'>, id: string): Promise<readonly number[]>;
}

/** Ids by row group of a shard. */
interface ShardIds {
  readonly groups: number;
  readonly group: (index: number) => Promise<readonly (readonly string[])[]>;
}

const mostKeptGroups = 64;

/** The record of which an id names an augmented copy: `ID~3`, with eight more digits where sources name the ids. */
export function copiedId(id: string): string {
  return id.replace(/~\d+(~[0-9a-f]{8})?$/, '');
}

export function recordIds(
  storage: Storage,
  content: 'tokens' | 'documents' | 'images',
  versions: readonly StoredManifest[],
): RecordIds {
  const recent = keepRecent<string, Promise<readonly (readonly string[])[]>>(mostKeptGroups);
  const open = async ({ part, key }: Pick<SamplePlace, 'part' | 'key'>): Promise<ShardIds> => {
    const { manifest } = versions[part] as StoredManifest;
    const shard = manifest.shards.find(({ file }) => `${manifest.dataset}/${file}` === key);
    if (shard === undefined) throw new Error(`${key} is no shard of ${manifest.dataset}@${manifest.version}`);
    if (content === 'images') {
      const { ids } = await readImageIndex(storage, manifest.dataset, shard);
      const starts = [0];
      for (const { rows } of shard.rowGroups) starts.push((starts.at(-1) as number) + rows);
      const group = async (index: number) => ids.slice(starts[index], starts[index + 1]).map((id) => [id]);
      return { groups: shard.rowGroups.length, group };
    }
    if (content === 'documents') {
      const reader = await openLabelledTextReader(storage, key);
      return { groups: reader.groups, group: async (index) => (await reader.ids(index)).map((id) => [id]) };
    }
    const shape = {
      length: manifest.packing?.length ?? 0,
      vocabulary: manifest.lineage.tokenizer?.vocabulary ?? 0,
    };
    const reader = await openTokenReader(storage, key, shape);
    return {
      groups: reader.groups,
      group: async (index) => (await reader.group(index)).map(({ documents }) => documents),
    };
  };
  return {
    at: async (place) => {
      const ids = await recent(`${place.key}:${place.group}`, async () => (await open(place)).group(place.group));
      return ids[place.groupRow] ?? [];
    },
    rowsWith: async (place, id) => {
      const shard = await open(place);
      const rows: number[] = [];
      let first = 0;
      for (let index = 0; index < shard.groups; index++) {
        const group = await shard.group(index);
        for (const [row, ids] of group.entries())
          if (ids.some((each) => each === id || copiedId(each) === id)) rows.push(first + row);
        first += group.length;
      }
      return rows;
    },
  };
}
