import type { Evidence } from '../../core/evidence.ts';
import type { FateRow } from '../../core/fate.ts';
import type { BuildItem, BuildRecord } from '../../shards/build-record.ts';
import type { RowFileReader, RowFileWriter } from '../../shards/row-file.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Partition } from '../planning/partition-inputs.ts';
import type { BuildPlan } from '../planning/plan.ts';
import type { Segment } from '../planning/segments.ts';
import type { KeptOutput } from './kept-output.ts';
import type { OpenBuild } from './open-build.ts';
import type { Admit, SourceRecord } from './source-record.ts';

/** What the phases of a build must know of its records. */
export interface RecordKind<Item extends BuildItem> {
  /** `onRecord` hears of a record whose parsing may take long, and `noRecord` before what hangs on the source's speed. */
  readonly read: (
    plan: BuildPlan,
    partition: Partition,
    admit: Admit,
    onRecord: (ordinal: number) => void,
  ) => AsyncGenerator<readonly SourceRecord<Item>[]>;
  readonly openWriter: (storage: Storage, folder: string, name: string) => Promise<RowFileWriter<BuildRecord<Item>>>;
  readonly openReader: (storage: Storage, key: string) => Promise<RowFileReader<BuildRecord<Item>>>;
  /** Names a record by what it held as it was read: `why` finds it by that. */
  readonly hashOf: (item: Item, utf8?: Uint8Array) => string;
  /** Bytes that it counts for in a shard. */
  readonly bytesOf: (item: Item, utf8?: Uint8Array) => number;
  readonly openWork: (plan: BuildPlan, segment: Segment) => Promise<SegmentWork<Item>>;
  readonly openOutput: (build: OpenBuild) => Promise<KeptOutput<Item>>;
}

/** A segment's stages, ready to run over the records of one partition. */
export interface SegmentWork<Item extends BuildItem> {
  /** Runs the local stages, and takes note of what the dedup stages compare of a record that goes on. */
  readonly run: (ordinal: number, item: Item) => WorkOutcome<Item> | Promise<WorkOutcome<Item>>;
  /** Hears of each record that a dedup stage of the segment before merged into another. */
  readonly lost?: (item: Item, fate: FateRow) => Promise<void>;
  /** One file for each dedup step, and what else the segment leaves. */
  readonly finish: () => readonly ComparisonFile[];
}

/** A record as the stages left it, or who ended its way and why; and what stages noted of it meanwhile. */
export type WorkOutcome<Item extends BuildItem> = { readonly evidence?: Evidence } & (
  | { readonly item: Item }
  | {
      readonly fate: 'dropped' | 'quarantined';
      readonly stage: string;
      readonly reason: string;
      readonly value: number | null;
      readonly limit: number | null;
    }
);

/** What a segment leaves of one partition, such as what a dedup step compares; `kind` names its file. */
export interface ComparisonFile {
  readonly kind: string;
  readonly bytes: Uint8Array;
}

/** Calls `use` with the kind of a build's records, which is loaded then: a thread needs one kind's libraries alone. */
export async function withKind<Result>(
  { recipe }: Pick<BuildPlan, 'recipe'>,
  use: <Item extends BuildItem>(kind: RecordKind<Item>) => Promise<Result>,
): Promise<Result> {
  if (recipe.kind === 'text') return use((await import('./text-kind.ts')).textKind);
  return use((await import('./image-kind.ts')).imageKind);
}
