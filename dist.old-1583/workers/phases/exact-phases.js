import { findDuplicates } from '../../pipelines/dedup/key-file.js';
import { readJson, workKeys, writeJson } from '../planning/plan.js';
import { bucketCount, keyFiles, readBuckets } from './key-buckets.js';
import { knownFiles } from './known-version.js';
import { keysKind } from './map-outputs.js';
import { openRemovedBefore } from './removed-before.js';
import { resolvePhase } from './resolve-phase.js';
const firstTwin = { keep: 'first', against: [] };
/**
 * The phases that find equal keys over all partitions: each bucket of keys alone, then all removals put together.
 * Memory: the keys of one bucket, about 2 million.
 */
export function exactPhases(segment, step, merging = firstTwin) {
    const name = `${step}-buckets`;
    const buckets = {
        name,
        probes: false,
        count: async (build) => {
            const count = await bucketCount(build, await filesOf(build));
            await writeJson(build.storage, bucketsKey(build, name), count);
            return count;
        },
        run: async (build, bucket) => {
            const count = await readJson(build.storage, bucketsKey(build, name));
            const removedBefore = await openRemovedBefore(build, segment, step);
            const files = await filesOf(build);
            const known = files.length - build.plan.partitions;
            const removals = findDuplicates(await readBuckets(build, files, bucket, count), {
                keep: merging.keep,
                known,
                isRemoved: (partition, ordinal) => partition >= known && removedBefore(partition - known, ordinal),
            }).map((removal) => ({
                ...removal,
                partition: removal.partition - known,
                intoPartition: removal.intoPartition - known,
            }));
            await writeJson(build.storage, workKeys.output(build.folder, name, bucket, 'removals.json'), removals);
            return { records: removals.length };
        },
    };
    const filesOf = async (build) => [
        ...(merging.against.length === 0 ? [] : await knownFiles(build, step, keysKind(step))),
        ...keyFiles(build, segment, step),
    ];
    const collect = async (build) => {
        const count = await readJson(build.storage, bucketsKey(build, name));
        const removals = [];
        for (let bucket = 0; bucket < count; bucket++) {
            const key = workKeys.output(build.folder, name, bucket, 'removals.json');
            removals.push(...(await readJson(build.storage, key)));
        }
        return removals;
    };
    return [buckets, resolvePhase(segment, step, collect)];
}
function bucketsKey(build, phase) {
    return `${build.folder}/${phase}.json`;
}
//# sourceMappingURL=exact-phases.js.map