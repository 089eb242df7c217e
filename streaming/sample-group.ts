import type { Manifest } from '../shards/manifest.ts';
import type { Cursor } from './cursor.ts';

/** A record batch or Parquet row group of a shard: what a reader thread reads at once. */
export interface SampleGroup {
  /** Place of the shard among those of the view, and of the group in it. */
  readonly shard: number;
  readonly group: number;
  /** Row of the shard with which it begins. */
  readonly firstRow: number;
  readonly rows: number;
  readonly offset: number;
  readonly bytes: number;
  /** CRC-32 of the bytes; absent in Parquet, and in what earlier releases wrote. */
  readonly crc32?: number;
  /** How many of the rows are samples. */
  readonly samples: number;
}

/** Shards of one content and split, as the manifest orders them. */
export function shardsOf(
  manifest: Manifest,
  content: Cursor['content'],
  split: Cursor['split'],
): readonly Manifest['shards'][number][] {
  return manifest.shards.filter((shard) => shard.content === content && shard.split === split);
}

/** The groups of some shards that have samples; `samplesOf` gives how many, all rows by default. */
export function groupsOfShards(
  shards: readonly Manifest['shards'][number][],
  samplesOf: (shard: number, group: number, rows: number) => number = (_shard, _group, rows) => rows,
): readonly SampleGroup[] {
  const groups: SampleGroup[] = [];
  for (const [shard, { rowGroups }] of shards.entries()) {
    let firstRow = 0;
    for (const [group, place] of rowGroups.entries()) {
      const samples = samplesOf(shard, group, place.rows);
      if (samples > 0) groups.push({ shard, group, firstRow, ...place, samples });
      firstRow += place.rows;
    }
  }
  return groups;
}
