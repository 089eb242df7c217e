import type { FateRow } from '../../core/fate.ts';
import type { ExactCounts } from '../../quality/exact-counts.ts';
import type { RecordMetrics } from '../../quality/record-metrics.ts';
import type { BuildItem, BuildRecord } from '../../shards/build-record.ts';
import type { Thumbnail } from '../../shards/thumbnails.ts';
import type { RolledFile } from './rolling-writer.ts';
import type { SplitName } from './split.ts';

/** A shard as the manifest names it. */
export interface WrittenShard extends Omit<RolledFile, 'tally'> {
  readonly content: 'documents' | 'tokens' | 'images';
  readonly split: SplitName;
  readonly tokens?: number;
  /** Where each image of the shard lies in it. */
  readonly index?: { readonly file: string; readonly sha256: string; readonly bytes: number };
  /** Rows that are augmented copies. */
  readonly copies?: number;
}

/** How full the packed sequences are. `splitDocuments`: documents longer than a sequence, and so cut. */
export interface PackingCount {
  readonly sequences: number;
  readonly usedTokens: number;
  readonly splitDocuments: number;
}

/** What a kept record counts for in its source's sums. */
export interface KeptAmount {
  readonly characters: number;
  readonly tokens: number;
}

/** Writes the kept records of a write job to shards of both splits, and measures them. */
export interface KeptOutput<Item extends BuildItem> {
  readonly metrics: RecordMetrics;
  readonly counts: ExactCounts;
  /**
   * `places` are those of the records among all that are kept of the partition, rising. `alive` is called as the work on
   * them goes on, which may take long for each of them.
   */
  readonly add: (
    split: SplitName,
    records: readonly BuildRecord<Item>[],
    places: readonly number[],
    alive: () => void,
  ) => Promise<readonly KeptAmount[]>;
  /** Hears of each partition before its records come. */
  readonly begin?: (partition: number) => Promise<void>;
  /** Hears of each record that a dedup stage of the last segment merged into another. */
  readonly lost?: (item: Item, fate: FateRow) => Promise<void>;
  readonly finish: () => Promise<{
    readonly shards: readonly WrittenShard[];
    readonly packing: PackingCount | null;
    /** What was measured before. */
    readonly measured?: RecordMetrics;
    readonly thumbnails?: readonly Thumbnail[];
  }>;
  readonly abort: () => Promise<void>;
}

/** The sum of packing counts; null where nothing was packed. */
export function sumPacking(counts: readonly (PackingCount | null)[]): PackingCount | null {
  const all = counts.filter((count) => count !== null);
  if (all.length === 0) return null;
  const sum = (key: keyof PackingCount): number => all.reduce((total, count) => total + count[key], 0);
  return { sequences: sum('sequences'), usedTokens: sum('usedTokens'), splitDocuments: sum('splitDocuments') };
}
