import { cutSpans } from '../../pipelines/dedup/cut-spans.js';
import { findRepeatedSpans } from '../../pipelines/dedup/repeated-spans.js';
import { placesByOrdinal, readSpanPlaces, writeSpanFile } from '../../pipelines/dedup/span-file.js';
import { openRecordReader } from '../../shards/records.js';
import { groupsOf } from '../../shards/row-file.js';
import { readJson, workKeys, writeJson } from '../planning/plan.js';
import { bucketCount, keyFiles, readBuckets } from './key-buckets.js';
import { mapPhaseName } from './map-outputs.js';
import { openRemovedBefore } from './removed-before.js';
import { cutPhaseName, openEditWriter } from './text-edits.js';
/**
 * The phases that take repeated spans out of documents: each bucket of spans alone, then the edits of each partition,
 * which `segment-output.ts` applies. Memory: the spans of one bucket, about 2 million, at 45 bytes; or the texts of one
 * group of records and what is taken out of a partition.
 */
export function spanPhases(segment, step, stage, parameters) {
    return [spanBuckets(segment, step, parameters), cutPhase(segment, step, stage, parameters)];
}
function spanBuckets(segment, step, parameters) {
    const name = bucketsName(step);
    return {
        name,
        probes: false,
        count: async (build) => {
            const count = await bucketCount(build, keyFiles(build, segment, step));
            await writeJson(build.storage, bucketsKey(build, step), count);
            return count;
        },
        run: async (build, bucket) => {
            const count = await readJson(build.storage, bucketsKey(build, step));
            const isRemoved = await openRemovedBefore(build, segment, step);
            const rows = await readBuckets(build, keyFiles(build, segment, step), bucket, count);
            const places = findRepeatedSpans(rows, parameters, isRemoved);
            await build.storage.put(workKeys.output(build.folder, name, bucket, 'spans'), writeSpanFile(places));
            return { records: places.reduce((sum, { length }) => sum + length / 2, 0) };
        },
    };
}
function cutPhase(segment, step, { unit }, parameters) {
    return {
        name: cutPhaseName(step),
        probes: false,
        count: async ({ plan }) => plan.partitions,
        run: async (build, partition, onRecord) => {
            const places = placesByOrdinal(await placesOf(build, step, partition));
            const key = workKeys.output(build.folder, mapPhaseName(segment), partition, 'records.arrow');
            const writer = await openEditWriter(build, step, partition);
            let units = 0;
            let dropped = 0;
            try {
                for await (const records of groupsOf(await openRecordReader(build.storage, key))) {
                    const edits = records.flatMap(({ ordinal, item: { text } }) => {
                        const own = places.get(ordinal);
                        if (own === undefined)
                            return [];
                        onRecord(ordinal);
                        const { drop, ...cut } = cutSpans(text, unit, parameters, own);
                        units += cut.units;
                        if (drop !== null)
                            dropped++;
                        return [{ ordinal, ...cut, ...(drop ?? { reason: null, value: null, limit: null }) }];
                    });
                    await writer.add(edits);
                }
                await writer.finish();
            }
            catch (error) {
                await writer.abort();
                throw error;
            }
            return { records: places.size, units, ended: { dropped } };
        },
    };
}
/** What each bucket takes out of a partition. */
async function placesOf(build, step, partition) {
    const count = await readJson(build.storage, bucketsKey(build, step));
    const parts = [];
    for (let bucket = 0; bucket < count; bucket++) {
        const key = workKeys.output(build.folder, bucketsName(step), bucket, 'spans');
        parts.push(await readSpanPlaces((from, to) => build.storage.getRange(key, from, to), partition));
    }
    return parts;
}
function bucketsName(step) {
    return `${step}-buckets`;
}
function bucketsKey(build, step) {
    return `${build.folder}/${bucketsName(step)}.json`;
}
//# sourceMappingURL=span-phases.js.map