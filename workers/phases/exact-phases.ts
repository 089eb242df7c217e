import type { Merging } from '../../pipelines/dedup/dedup-stage.ts';
import { findDuplicates } from '../../pipelines/dedup/key-file.ts';
import type { Removal } from '../../pipelines/dedup/removal.ts';
import { readJson, workKeys, writeJson } from '../planning/plan.ts';
import { bucketCount, keyFiles, readBuckets } from './key-buckets.ts';
import { knownFiles } from './known-version.ts';
import { keysKind } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';
import type { Phase } from './phase.ts';
import { openRemovedBefore } from './removed-before.ts';
import { resolvePhase } from './resolve-phase.ts';

const firstTwin: Merging = { keep: 'first', against: [] };

/**
 * The phases that find equal keys over all partitions: each bucket of keys alone, then all removals put together.
 * Memory: the keys of one bucket, about 2 million.
 */
export function exactPhases(segment: number, step: string, merging: Merging = firstTwin): readonly Phase[] {
  const name = `${step}-buckets`;
  const buckets: Phase = {
    name,
    probes: false,
    count: async (build) => {
      const count = await bucketCount(build, await filesOf(build));
      await writeJson(build.storage, bucketsKey(build, name), count);
      return count;
    },
    run: async (build, bucket) => {
      const count = await readJson<number>(build.storage, bucketsKey(build, name));
      const removedBefore = await openRemovedBefore(build, segment, step);
      const files = await filesOf(build);
      const known = files.length - build.plan.partitions;
      const removals = findDuplicates(await readBuckets(build, files, bucket, count), {
        keep: merging.keep,
        known,
        isRemoved: (partition, ordinal) => partition >= known && removedBefore(partition - known, ordinal),
      }).map(
        (removal): Removal => ({
          ...removal,
          partition: removal.partition - known,
          intoPartition: removal.intoPartition - known,
        }),
      );
      await writeJson(build.storage, workKeys.output(build.folder, name, bucket, 'removals.json'), removals);
      return { records: removals.length };
    },
  };
  const filesOf = async (build: OpenBuild): Promise<readonly string[]> => [
    ...(merging.against.length === 0 ? [] : await knownFiles(build, step, keysKind(step))),
    ...keyFiles(build, segment, step),
  ];
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
