import { checkpointFolder } from './checkpoint.js';
import { byValidationLoss, listCheckpoints } from './list-checkpoints.js';
/**
 * Deletes all checkpoints but the `keep` newest whole ones and the best, and gives the steps of those deleted.
 * Incomplete ones go too. Call it while nothing writes a checkpoint of the run.
 */
export async function pruneCheckpoints(storage, runFolder, keep) {
    const listed = await listCheckpoints(storage, runFolder);
    const newestFirst = listed.filter(({ incomplete }) => incomplete === undefined).toReversed();
    const kept = new Set([...newestFirst.slice(0, keep), ...byValidationLoss(newestFirst).slice(0, 1)]);
    const old = listed.filter((checkpoint) => !kept.has(checkpoint)).map(({ step }) => step);
    for (const step of old)
        await deleteCheckpoint(storage, runFolder, step);
    return old;
}
/** The record goes first: what is left of a deletion cut short is no checkpoint. */
async function deleteCheckpoint(storage, runFolder, step) {
    const folder = checkpointFolder(runFolder, step);
    for (const name of ['checkpoint.json', 'optimizer.safetensors', 'weights.safetensors']) {
        await storage.delete(`${folder}${name}`);
    }
}
//# sourceMappingURL=prune-checkpoints.js.map