import { openArrowReader } from '../../shards/arrow-reader.js';
import { openArrowWriter } from '../../shards/arrow-writer.js';
import { groupsOf } from '../../shards/row-file.js';
import { workKeys } from '../planning/plan.js';
const columns = {
    ordinal: { type: 'uint32' },
    cuts: { type: 'list<uint32>' },
    units: { type: 'uint32' },
    characters: { type: 'uint32' },
    reason: { type: 'utf8', nullable: true },
    value: { type: 'float64', nullable: true },
    limit: { type: 'float64', nullable: true },
};
const groupLimits = { rows: 16_384, textUnits: 16 * 2 ** 20 };
/** Name of the phase that ends a step by writing its edits, a file for each partition. */
export function cutPhaseName(step) {
    return `${step}-cut`;
}
/** Opens a writer of one partition's edits. */
export function openEditWriter(build, step, partition) {
    const key = editsKey(build, step, partition);
    const slash = key.lastIndexOf('/');
    const target = { storage: build.storage, folder: key.slice(0, slash), name: () => key.slice(slash + 1) };
    return openArrowWriter(target, columns, groupLimits, 'fast');
}
/** One partition's edits, by ordinal. Memory: all of them. */
export async function readEdits(build, step, partition) {
    const edits = new Map();
    const reader = await openArrowReader(build.storage, editsKey(build, step, partition), columns);
    for await (const group of groupsOf(reader))
        for (const edit of group)
            edits.set(edit.ordinal, edit);
    return edits;
}
function editsKey(build, step, partition) {
    return workKeys.output(build.folder, cutPhaseName(step), partition, 'edits.arrow');
}
//# sourceMappingURL=text-edits.js.map