import { openArrowReader } from '../../shards/arrow-reader.js';
import { openArrowWriter } from '../../shards/arrow-writer.js';
import { groupsOf } from '../../shards/row-file.js';
import { workKeys } from '../planning/plan.js';
import { spanStage } from '../planning/segments.js';
/** The step that keeps the first of several records with one id. */
export const idsStep = 'ids';
/** Steps that merge records after a segment, in order: equal ids first, then the recipe's dedup stages. */
export function removalSteps(plan, segment) {
    const merging = (plan.segments[segment]?.dedups ?? []).filter(({ stage }) => spanStage(stage.stage) === undefined);
    const dedups = merging.map((dedup) => dedup.name);
    return segment === 0 && plan.namedIds ? [idsStep, ...dedups] : dedups;
}
/** Name of the one-job phase that ends a step by writing its removals. */
export function resolvePhaseName(step) {
    return `${step}-resolve`;
}
const columns = {
    partition: { type: 'uint32' },
    ordinal: { type: 'uint32' },
    into: { type: 'utf8' },
    known: { type: 'uint32' },
    similarity: { type: 'float64' },
};
const groupLimits = { rows: 65_536, textUnits: 16 * 2 ** 20 };
export async function writeRemovals(build, step, removals) {
    const key = removalsKey(build, step);
    const slash = key.lastIndexOf('/');
    const target = { storage: build.storage, folder: key.slice(0, slash), name: () => key.slice(slash + 1) };
    const writer = await openArrowWriter(target, columns, groupLimits, 'fast');
    await writer.add(removals);
    await writer.finish();
}
const recent = new Map();
/** Reads a step's removals; the last few stay in memory, since every job of the next phase asks. */
export function readRemovals(build, step) {
    const key = removalsKey(build, step);
    const cacheKey = `${build.storage.location}\0${key}`;
    const known = recent.get(cacheKey);
    if (known !== undefined)
        return known;
    if (recent.size >= 8)
        recent.clear();
    const loading = load(build, key);
    recent.set(cacheKey, loading);
    return loading;
}
async function load(build, key) {
    const all = [];
    const byPartition = new Map();
    for await (const group of groupsOf(await openArrowReader(build.storage, key, columns))) {
        for (const removal of group) {
            all.push(removal);
            const known = byPartition.get(removal.partition) ?? new Map();
            byPartition.set(removal.partition, known.set(removal.ordinal, removal));
        }
    }
    const none = new Map();
    return { all, of: (partition) => byPartition.get(partition) ?? none };
}
function removalsKey(build, step) {
    return workKeys.output(build.folder, resolvePhaseName(step), 0, 'removals.arrow');
}
//# sourceMappingURL=removals.js.map