import { MillraceError } from '../../core/errors.js';
import { dropped } from '../../core/fate.js';
import { openRecordFateReader } from '../../shards/record-fates.js';
import { groupsOf } from '../../shards/row-file.js';
import { workKeys } from '../planning/plan.js';
import { mapPhaseName } from './map-outputs.js';
import { requireReport } from './open-build.js';
import { idsStep, readRemovals, removalSteps } from './removals.js';
import { duplicateIdReason } from './segment-output.js';
/**
 * Opens the fates of a partition with those that the segments' map jobs wrote; the rest are set by the caller.
 * A later record with an id that an earlier one has is `dropped(duplicate-id)`, whatever else was found wrong with it.
 *
 * Memory: one row for each record of the partition.
 */
export async function openPartitionFates(build, index) {
    const { records } = await requireReport(build, mapPhaseName(0), index);
    const fates = new Array(records).fill(undefined);
    const set = (ordinal, fate) => {
        if (ordinal >= fates.length || fates[ordinal] !== undefined)
            throw unbalanced(index, ordinal, 'two fates');
        fates[ordinal] = fate;
    };
    for (let segment = 0; segment < build.plan.segments.length; segment++) {
        const key = workKeys.output(build.folder, mapPhaseName(segment), index, 'fates.arrow');
        for await (const group of groupsOf(await openRecordFateReader(build.storage, key))) {
            for (const { ordinal, fate } of group)
                set(ordinal, fate);
        }
    }
    return {
        set,
        all: () => {
            const missing = fates.indexOf(undefined);
            if (missing >= 0)
                throw unbalanced(index, missing, 'no fate');
            return fates;
        },
    };
}
/** The fates of a partition after equal ids were found: those of later records with the same id are replaced. */
export async function withDuplicateIds(build, index, fates) {
    if (!removalSteps(build.plan, 0).includes(idsStep))
        return fates;
    const removals = (await readRemovals(build, idsStep)).of(index);
    return fates.map((fate, ordinal) => removals.has(ordinal) ? dropped(fate, idsStep, duplicateIdReason, null, null) : fate);
}
function unbalanced(partition, ordinal, found) {
    return new MillraceError('ledger-unbalanced', `Expected one fate for record ${ordinal} of partition ${partition}, found ${found}`, {
        hint: 'This is a defect of Millrace: please report it with the recipe.',
    });
}
//# sourceMappingURL=partition-fates.js.map