import { MillraceError } from '../../core/errors.js';
import { sha256Hex } from '../../storage/digest.js';
import { checkpointFolder } from './checkpoint.js';
import { parseRecord } from './checkpoint-record.js';
import { byValidationLoss, listCheckpoints } from './list-checkpoints.js';
import { decodeSafetensors } from './safetensors.js';
/**
 * The checkpoint of a step, the newest one, or the best: the one with the lowest validation loss, and where none was
 * measured the newest. One that is incomplete or damaged is told to `onSkipped`, and the next newest or next best is
 * taken. Undefined where none is left. Costs reading and digesting its files.
 */
export async function readCheckpoint(storage, runFolder, which, onSkipped) {
    const listed = await listCheckpoints(storage, runFolder);
    for (const { step, incomplete } of candidates(listed, which)) {
        try {
            if (incomplete !== undefined)
                throw incomplete;
            return await readOne(storage, runFolder, step);
        }
        catch (error) {
            if (!(error instanceof MillraceError) || !['bad-checkpoint', 'not-found'].includes(error.code))
                throw error;
            onSkipped({ step, reason: error });
        }
    }
    return undefined;
}
function candidates(listed, which) {
    if (typeof which === 'number')
        return listed.filter(({ step }) => step === which);
    const newestFirst = listed.toReversed();
    return which === 'newest' ? newestFirst : byValidationLoss(newestFirst);
}
async function readOne(storage, runFolder, step) {
    const folder = checkpointFolder(runFolder, step);
    const key = `${folder}checkpoint.json`;
    const { format: _, files, ...record } = parseRecord(await storage.get(key), key);
    const weights = await readTensors(storage, folder, 'weights.safetensors', files);
    const moments = await readTensors(storage, folder, 'optimizer.safetensors', files);
    return { ...record, state: { weights, ...splitMoments(moments, `${folder}optimizer.safetensors`) } };
}
async function readTensors(storage, folder, name, files) {
    const key = `${folder}${name}`;
    const bytes = await storage.get(key);
    if (sha256Hex(bytes) !== files[name].sha256) {
        throw new MillraceError('bad-checkpoint', 'its bytes are not those that checkpoint.json names', { at: key });
    }
    return decodeSafetensors(bytes, key).tensors;
}
function splitMoments(tensors, at) {
    const firstMoments = new Map();
    const secondMoments = new Map();
    for (const [name, tensor] of tensors) {
        const [, order, weight = ''] = /^(first|second)\/(.*)$/s.exec(name) ?? [];
        if (order === undefined)
            throw new MillraceError('bad-checkpoint', 'it holds tensors that are no moments', { at });
        (order === 'first' ? firstMoments : secondMoments).set(weight, tensor);
    }
    return { firstMoments, secondMoments };
}
//# sourceMappingURL=read-checkpoint.js.map