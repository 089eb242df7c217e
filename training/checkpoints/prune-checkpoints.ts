import type { Storage } from '../../storage/storage.ts';
import { checkpointFolder } from './checkpoint.ts';
import { byValidationLoss, listCheckpoints } from './list-checkpoints.ts';

/**
 * Deletes all checkpoints but the `keep` newest whole ones and the best, and gives the steps of those deleted.
 * Incomplete ones go too. Call it while nothing writes a checkpoint of the run.
 */
export async function pruneCheckpoints(storage: Storage, runFolder: string, keep: number): Promise<readonly number[]> {
  const listed = await listCheckpoints(storage, runFolder);
  const newestFirst = listed.filter(({ incomplete }) => incomplete === undefined).toReversed();
  const kept = new Set([...newestFirst.slice(0, keep), ...byValidationLoss(newestFirst).slice(0, 1)]);
  const old = listed.filter((checkpoint) => !kept.has(checkpoint)).map(({ step }) => step);
  for (const step of old) await deleteCheckpoint(storage, runFolder, step);
  return old;
}

/** The record goes first: what is left of a deletion cut short is no checkpoint. */
async function deleteCheckpoint(storage: Storage, runFolder: string, step: number): Promise<void> {
  const folder = checkpointFolder(runFolder, step);
  for (const name of ['checkpoint.json', 'optimizer.safetensors', 'weights.safetensors']) {
    await storage.delete(`${folder}${name}`);
  }
}
