import { imageRemovals } from '../../pipelines/dedup/hamming-removals.js';
import { numberDocuments } from '../../pipelines/dedup/numbering.js';
import { workKeys } from '../planning/plan.js';
import { readHashFile } from './hash-file.js';
import { hashesKind, mapPhaseName } from './map-outputs.js';
import { openRemovedBefore } from './removed-before.js';
import { resolvePhase } from './resolve-phase.js';
/**
 * The phase that merges images whose hashes are at most `maxDistance` bits apart: one job over the hashes of all
 * partitions. Memory: 12 bytes an image, and what the search takes.
 */
export function hammingPhases(segment, step, maxDistance) {
    const collect = async (build) => {
        const isRemoved = await openRemovedBefore(build, segment, step);
        const hashes = [];
        const ordinals = [];
        for (let partition = 0; partition < build.plan.partitions; partition++) {
            const key = workKeys.output(build.folder, mapPhaseName(segment), partition, hashesKind(step));
            const file = readHashFile(await build.storage.get(key));
            const live = Uint32Array.from(file.ordinals.keys()).filter((row) => !isRemoved(partition, file.ordinals[row] ?? 0));
            hashes.push(BigUint64Array.from(live, (row) => file.hashes[row] ?? 0n));
            ordinals.push(live.map((row) => file.ordinals[row] ?? 0));
        }
        const placeOf = numberDocuments(ordinals.map(({ length }) => length));
        const placed = (image) => {
            const { partition, row } = placeOf(image);
            return { partition, ordinal: ordinals[partition]?.[row] ?? 0 };
        };
        return imageRemovals(joined(hashes), maxDistance).map(({ document, into, similarity }) => {
            const target = placed(into);
            return { ...placed(document), intoPartition: target.partition, intoOrdinal: target.ordinal, similarity };
        });
    };
    return [resolvePhase(segment, step, collect)];
}
function joined(parts) {
    const all = new BigUint64Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
        all.set(part, at);
        at += part.length;
    }
    return all;
}
//# sourceMappingURL=hamming-phases.js.map