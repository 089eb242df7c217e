import type { Storage } from '../../storage/storage.ts';
import { listCheckpoints } from '../checkpoints/list-checkpoints.ts';
import type { RunResult } from '../run-result.ts';
import { runFolder } from './run-folder.ts';

/** Where a run stands: `step` is that of its newest whole checkpoint; without one it is new. */
export type RunState =
  | { readonly kind: 'new' }
  | { readonly kind: 'unfinished'; readonly step: number }
  | { readonly kind: 'finished'; readonly result: RunResult };

export async function runState(storage: Storage, run: string): Promise<RunState> {
  const folder = runFolder(run);
  const result = await readRunResult(storage, folder);
  if (result !== undefined) return { kind: 'finished', result };
  const newest = (await listCheckpoints(storage, folder)).findLast(({ incomplete }) => incomplete === undefined);
  return newest === undefined ? { kind: 'new' } : { kind: 'unfinished', step: newest.step };
}

/** A run's `result.json`; undefined where it is not finished. */
export async function readRunResult(storage: Storage, folder: string): Promise<RunResult | undefined> {
  const key = `${folder}/result.json`;
  if ((await storage.size(key)) === undefined) return undefined;
  return JSON.parse(Buffer.from(await storage.get(key)).toString('utf8')) as RunResult;
}

/** Writes `result.json`: it comes last, and means that the run is finished. */
export async function writeRunResult(storage: Storage, folder: string, result: RunResult): Promise<void> {
  await storage.put(`${folder}/result.json`, Buffer.from(`${JSON.stringify(result, null, 2)}\n`));
}
