import { byPlace, type Removal as PlacedRemoval } from '../../pipelines/dedup/removal.ts';
import { readRecordIds } from '../../shards/record-ids.ts';
import { unlessGone } from '../../storage/unless-gone.ts';
import { readJson, workKeys } from '../planning/plan.ts';
import { sharedPartitions } from './earlier-partitions.ts';
import { idsKind, knownFiles, knownNames } from './known-version.ts';
import { mapPhaseName } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';
import type { Phase } from './phase.ts';
import { idsStep, type Removal, readRemovals, resolvePhaseName, writeRemovals } from './removals.ts';

/**
 * The one-job phase that ends a dedup step: puts its removals in order, gives each the id of the record it went into,
 * and writes them. A removal into a partition below zero is one into a version that the step compares with, and has that
 * version's name before the id. Memory: about 200 bytes for each removal.
 */
export function resolvePhase(
  segment: number,
  step: string,
  collect: (build: OpenBuild) => Promise<PlacedRemoval[]>,
): Phase {
  return {
    name: resolvePhaseName(step),
    probes: false,
    count: async () => 1,
    run: async (build) => {
      const placed = (await collect(build)).sort(byPlace);
      const ids = step === idsStep ? undefined : await idsOf(build, segment, step, placed);
      const removals = placed.map(({ partition, ordinal, intoPartition, intoOrdinal, similarity }): Removal => {
        const id = ids?.get(placeKey(intoPartition, intoOrdinal)) ?? '';
        const known = intoPartition < 0;
        const of = known ? -1 - intoPartition : intoPartition;
        return { partition, ordinal, into: id, intoPartition: of, intoOrdinal, known: known ? 1 : 0, similarity };
      });
      await writeRemovals(build, step, removals);
      return { records: removals.length, ended: { [step === idsStep ? 'dropped' : 'merged']: removals.length } };
    },
  };
}

/** Ids of the records that others went into, read partition by partition. */
async function idsOf(
  build: OpenBuild,
  segment: number,
  step: string,
  removals: readonly PlacedRemoval[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map<number, Set<number>>();
  for (const { intoPartition, intoOrdinal } of removals) {
    const known = wanted.get(intoPartition) ?? new Set();
    wanted.set(intoPartition, known.add(intoOrdinal));
  }
  const ids = await earlierIds(build, segment, step);
  const ofVersions = [...wanted.keys()].some((partition) => partition < 0);
  const files = ofVersions ? await knownFiles(build, step, idsKind) : [];
  const names = ofVersions ? await knownNames(build, step) : [];
  for (const [partition, ordinals] of wanted) {
    if ([...ordinals].every((ordinal) => ids.has(placeKey(partition, ordinal)))) continue;
    if (partition < 0) {
      const all = await readJson<readonly string[]>(build.storage, files.at(partition) ?? '');
      for (const ordinal of ordinals) {
        ids.set(placeKey(partition, ordinal), `${names.at(partition)}#${all[ordinal]}`);
      }
      continue;
    }
    const key = workKeys.output(build.folder, mapPhaseName(segment), partition, 'records.arrow');
    for await (const named of readRecordIds(build.storage, key)) {
      for (const [at, ordinal] of named.ordinals.entries()) {
        if (ordinals.has(ordinal)) ids.set(placeKey(partition, ordinal), named.idOf(at));
      }
    }
  }
  return ids;
}

/** Ids of records of shared partitions that the newest build's others went into. */
async function earlierIds(build: OpenBuild, segment: number, step: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const shared = await sharedPartitions(build, segment);
  const before = shared === undefined ? undefined : await unlessGone(readRemovals(shared.build, step));
  if (shared === undefined || before === undefined) return ids;
  for (const [own, number] of shared.numberOf) {
    for (const { into, intoOrdinal } of before.into(number)) ids.set(placeKey(own, intoOrdinal), into);
  }
  return ids;
}

function placeKey(partition: number, ordinal: number): string {
  return `${partition}:${ordinal}`;
}
