import { inputColumns } from '../../shards/inputs.js';
import { movedRows } from './moved-rows.js';
import { openTable } from './table-groups.js';
const shownExamples = 20;
/** Compares the input files of two versions by path and SHA-256. Time and memory are those of {@link movedRows}. */
export async function inputChanges(storage, before, after) {
    const [left, right] = [await openInputs(storage, before), await openInputs(storage, after)];
    const counted = { added: empty(), removed: empty(), changed: empty() };
    let unchanged = 0;
    for await (const chunk of movedRows(left.source, right.source)) {
        unchanged += chunk.unchanged;
        for (const row of chunk.rows) {
            const files = counted[kindOf(row)];
            files.files++;
            if (files.examples.length === shownExamples)
                continue;
            files.examples.push(row.after === null ? await left.pathOf(row.before.ordinal) : await right.pathOf(row.after.ordinal));
        }
    }
    return { before: sizeOf(before), after: sizeOf(after), unchanged, ...counted };
}
function empty() {
    return { files: 0, examples: [] };
}
function kindOf({ before, after }) {
    if (before === null)
        return 'added';
    return after === null ? 'removed' : 'changed';
}
function sizeOf({ lineage }) {
    return { files: lineage.inputs.files, bytes: lineage.inputs.bytes };
}
async function openInputs(storage, { dataset, lineage }) {
    const table = await openTable(storage, [`${dataset}/${lineage.inputs.file}`], inputColumns);
    const source = {
        rows: table.rows,
        read: async function* () {
            for await (const rows of table.read(['path', 'sha256']))
                yield rows.map(({ path, sha256 }) => ({
                    key: path,
                    code: 0,
                    digest: Number.parseInt(sha256.slice(0, 8), 16) || 0,
                }));
        },
    };
    return { source, pathOf: async (row) => (await table.valueAt('path', row)) ?? '' };
}
//# sourceMappingURL=input-changes.js.map