import { keyRowsOf, maxBuckets, readBucket } from '../../pipelines/dedup/key-file.js';
import { workKeys } from '../planning/plan.js';
import { keysKind, mapPhaseName } from './map-outputs.js';
const keysOfBucket = 2_000_000;
/** The key files that a segment's map jobs wrote for a step, in the order of partitions. */
export function keyFiles(build, segment, step) {
    return Array.from({ length: build.plan.partitions }, (_, index) => workKeys.output(build.folder, mapPhaseName(segment), index, keysKind(step)));
}
/** In how many buckets the keys of these files are compared: about 2 million in each, as long as there are 256 at most. */
export async function bucketCount({ storage }, files) {
    let keys = 0;
    for (const file of files)
        keys += keyRowsOf((await storage.size(file)) ?? 0);
    return Math.min(maxBuckets, Math.max(1, Math.ceil(keys / keysOfBucket)));
}
/** One bucket's rows of each file. Memory: the bucket, and one file. */
export async function readBuckets({ storage }, files, bucket, buckets) {
    const rows = [];
    // A copy, so that the whole file need not stay in memory for its bucket.
    for (const file of files)
        rows.push(new Uint8Array(readBucket(await storage.get(file), bucket, buckets)));
    return rows;
}
//# sourceMappingURL=key-buckets.js.map