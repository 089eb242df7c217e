import { openArrowReader } from '../../shards/arrow-reader.ts';
import { openArrowWriter } from '../../shards/arrow-writer.ts';
import { groupsOf } from '../../shards/row-file.ts';
import type { RowSchema } from '../../shards/row-schema.ts';
import type { BuildPlan } from '../planning/plan.ts';
import { workKeys } from '../planning/plan.ts';
import { spanStage } from '../planning/segments.ts';
import type { OpenBuild } from './open-build.ts';

/**
 * A record that a dedup step took out: merged into the record with id `into`, `intoOrdinal` of `intoPartition`. `known` is
 * 1 where that is one of an earlier version; `into` is then `NAME@V#id`, and `intoPartition` counts that version's shards.
 */
export interface Removal {
  readonly partition: number;
  readonly ordinal: number;
  readonly into: string;
  readonly intoPartition: number;
  readonly intoOrdinal: number;
  readonly known: number;
  readonly similarity: number;
}

/** All removals of one step; `of` gives those of a partition by ordinal, `into` those into records of a partition. */
export interface Removals {
  readonly all: readonly Removal[];
  readonly of: (partition: number) => ReadonlyMap<number, Removal>;
  readonly into: (partition: number) => readonly Removal[];
}

/** The step that keeps the first of several records with one id. */
export const idsStep = 'ids';

/** Steps that merge records after a segment, in order: equal ids first, then the recipe's dedup stages. */
export function removalSteps(plan: BuildPlan, segment: number): readonly string[] {
  const merging = (plan.segments[segment]?.dedups ?? []).filter(({ stage }) => spanStage(stage.stage) === undefined);
  const dedups = merging.map((dedup) => dedup.name);
  return segment === 0 && plan.namedIds ? [idsStep, ...dedups] : dedups;
}

/** Name of the one-job phase that ends a step by writing its removals. */
export function resolvePhaseName(step: string): string {
  return `${step}-resolve`;
}

const columns = {
  partition: { type: 'uint32' },
  ordinal: { type: 'uint32' },
  into: { type: 'utf8' },
  intoPartition: { type: 'uint32' },
  intoOrdinal: { type: 'uint32' },
  known: { type: 'uint32' },
  similarity: { type: 'float64' },
} as const satisfies RowSchema;

const groupLimits = { rows: 65_536, textBytes: 16 * 2 ** 20 };

export async function writeRemovals(build: OpenBuild, step: string, removals: readonly Removal[]): Promise<void> {
  const key = removalsKey(build, step);
  const slash = key.lastIndexOf('/');
  const target = { storage: build.storage, folder: key.slice(0, slash), name: () => key.slice(slash + 1) };
  const writer = await openArrowWriter(target, columns, groupLimits, 'fast');
  await writer.add(removals);
  await writer.finish();
}

/** A build whose removals are asked for. */
type RemovalsPlace = Pick<OpenBuild, 'storage' | 'folder'>;

const recent = new Map<string, Promise<Removals>>();

/** Reads a step's removals; the last few stay in memory, since every job of the next phase asks. */
export function readRemovals(build: RemovalsPlace, step: string): Promise<Removals> {
  const key = removalsKey(build, step);
  const cacheKey = `${build.storage.location}\0${key}`;
  const known = recent.get(cacheKey);
  if (known !== undefined) return known;
  if (recent.size >= 8) recent.clear();
  const loading = load(build, key);
  recent.set(cacheKey, loading);
  return loading;
}

async function load(build: RemovalsPlace, key: string): Promise<Removals> {
  const all: Removal[] = [];
  const byPartition = new Map<number, Map<number, Removal>>();
  const byTarget = new Map<number, Removal[]>();
  for await (const group of groupsOf(await openArrowReader(build.storage, key, columns))) {
    for (const removal of group) {
      all.push(removal);
      const known = byPartition.get(removal.partition) ?? new Map<number, Removal>();
      byPartition.set(removal.partition, known.set(removal.ordinal, removal));
      if (removal.known === 1) continue;
      const same = byTarget.get(removal.intoPartition);
      if (same === undefined) byTarget.set(removal.intoPartition, [removal]);
      else same.push(removal);
    }
  }
  const none: ReadonlyMap<number, Removal> = new Map();
  return {
    all,
    of: (partition) => byPartition.get(partition) ?? none,
    into: (partition) => byTarget.get(partition) ?? [],
  };
}

function removalsKey(build: RemovalsPlace, step: string): string {
  return workKeys.output(build.folder, resolvePhaseName(step), 0, 'removals.arrow');
}
