import { findDuplicates, maxBuckets, readBucket } from '../../pipelines/dedup/key-file.ts';
import type { Removal } from '../../pipelines/dedup/removal.ts';
import { readJson, workKeys, writeJson } from '../planning/plan.ts';
import { keysKind, mapPhaseName } from './map-outputs.ts';
import { type OpenBuild, requireReports } from './open-build.ts';
import type { Phase } from './phase.ts';
import { openRemovedBefore } from './removed-before.ts';
import { resolvePhase } from './resolve-phase.ts';

const recordsOfBucket = 2_000_000;

/**
 * The phases that find equal keys over all partitions: each bucket of keys alone, then all removals put together.
 * Memory: the keys of one bucket, about 2 million records.
 */
export function exactPhases(segment: number, step: string): readonly Phase[] {
  const name = `${step}-buckets`;
  const buckets: Phase = {
    name,
    probes: false,
    count: async (build) => {
      const reports = await requireReports(build, mapPhaseName(segment), build.plan.partitions);
      const records = reports.reduce((sum, report) => sum + report.records, 0);
      const count = Math.min(maxBuckets, Math.max(1, Math.ceil(records / recordsOfBucket)));
      await writeJson(build.storage, bucketsKey(build, name), count);
      return count;
    },
    run: async (build, bucket) => {
      const count = await readJson<number>(build.storage, bucketsKey(build, name));
      const removedBefore = await openRemovedBefore(build, segment, step);
      const rows: Uint8Array[] = [];
      for (let index = 0; index < build.plan.partitions; index++) {
        const key = workKeys.output(build.folder, mapPhaseName(segment), index, keysKind(step));
        // A copy, so that the whole file need not stay in memory for its bucket.
        rows.push(readBucket(await build.storage.get(key), bucket, count).slice());
      }
      const removals = findDuplicates(rows, removedBefore);
      await writeJson(build.storage, workKeys.output(build.folder, name, bucket, 'removals.json'), removals);
      return { records: removals.length };
    },
  };
  const collect = async (build: OpenBuild): Promise<Removal[]> => {
    const count = await readJson<number>(build.storage, bucketsKey(build, name));
    const removals: Removal[] = [];
    for (let bucket = 0; bucket < count; bucket++) {
      const key = workKeys.output(build.folder, name, bucket, 'removals.json');
      removals.push(...(await readJson<Removal[]>(build.storage, key)));
    }
    return removals;
  };
  return [buckets, resolvePhase(segment, step, collect)];
}

function bucketsKey(build: OpenBuild, phase: string): string {
  return `${build.folder}/${phase}.json`;
}
