import { MillraceError } from '../../core/errors.js';
import { checkpointFolder, checkpointsFolder } from './checkpoint.js';
import { parseRecord } from './checkpoint-record.js';
/** A run's checkpoints by step, whole or not. Costs a listing and a read of every record. */
export async function listCheckpoints(storage, runFolder) {
    const folder = checkpointsFolder(runFolder);
    const sizes = new Map();
    for (const { key, bytes } of await storage.list(folder)) {
        const [, digits, name = ''] = /^(\d{8,15})\/([^/]+)$/.exec(key.slice(folder.length)) ?? [];
        if (digits === undefined)
            continue;
        const files = sizes.get(Number(digits)) ?? new Map();
        sizes.set(Number(digits), files.set(name, bytes));
    }
    const steps = [...sizes].sort(([a], [b]) => a - b);
    return await Promise.all(steps.map(([step, files]) => inspect(storage, runFolder, step, files)));
}
/** By validation loss, the lowest first and at equal loss the earlier; then those without one, in the order given. */
export function byValidationLoss(checkpoints) {
    const loss = ({ validationLoss }) => validationLoss ?? Number.POSITIVE_INFINITY;
    return checkpoints.toSorted((a, b) => {
        if (loss(a) === loss(b))
            return a.validationLoss === null ? 0 : a.step - b.step;
        return loss(a) - loss(b);
    });
}
async function inspect(storage, runFolder, step, sizes) {
    const bytes = [...sizes.values()].reduce((sum, each) => sum + each, 0);
    const key = `${checkpointFolder(runFolder, step)}checkpoint.json`;
    try {
        const record = parseRecord(await storage.get(key), key);
        checkSizes(record, step, sizes, key);
        return { step, bytes, validationLoss: record.validationLoss, incomplete: undefined };
    }
    catch (error) {
        if (!(error instanceof MillraceError) || !['bad-checkpoint', 'not-found'].includes(error.code))
            throw error;
        return { step, bytes, validationLoss: null, incomplete: error };
    }
}
function checkSizes(record, step, sizes, at) {
    if (record.step !== step)
        throw new MillraceError('bad-checkpoint', `it is of step ${record.step}`, { at });
    for (const [name, { bytes }] of Object.entries(record.files)) {
        if (sizes.get(name) === bytes)
            continue;
        const found = sizes.get(name) ?? 'none';
        throw new MillraceError('bad-checkpoint', `${name} should have ${bytes} bytes and has ${found}`, { at });
    }
}
//# sourceMappingURL=list-checkpoints.js.map