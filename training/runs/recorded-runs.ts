import type { Storage } from '../../storage/storage.ts';
import type { RunConfig } from '../run-config.ts';
import { isRunName, runFolder } from './run-folder.ts';
import { readRunRecord } from './run-record.ts';

/**
 * The settings of each run of a store, by the names of their folders. Costs a read of each.
 * Throws MillraceError `bad-run-record`.
 */
export async function* recordedRuns(storage: Storage): AsyncGenerator<RunConfig> {
  for (const run of await storage.folders('runs/')) {
    if (!isRunName(run)) continue;
    const folder = runFolder(run);
    if ((await storage.size(`${folder}/run.json`)) !== undefined) yield await readRunRecord(storage, folder);
  }
}
