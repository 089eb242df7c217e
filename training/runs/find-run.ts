import { MillraceError } from '../../core/errors.ts';
import type { Storage } from '../../storage/storage.ts';
import { isRunName } from './run-folder.ts';

/**
 * The one run of a store whose name is `name` or begins with it; of several, the one that has been trained.
 * Throws MillraceError `run-not-found` (usage).
 */
export async function findRun(storage: Storage, name: string): Promise<string> {
  const runs = (await storage.folders('runs/')).filter(isRunName);
  if (runs.includes(name)) return name;
  const named = runs.filter((run) => run.startsWith(name));
  const found = named.length > 1 ? await trainedOf(storage, named) : named;
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const shown = (found.length === 0 ? runs : found).slice(0, 10).join(', ');
  throw new MillraceError(
    'run-not-found',
    found.length === 0 ? `there is no run ${name}` : `${found.length} runs begin with ${name}`,
    { kind: 'usage', at: `${storage.location}/runs`, hint: shown === '' ? 'the store has none yet' : `runs: ${shown}` },
  );
}

/** Those with a checkpoint; all where none has one. A run that was planned only has no more than its settings. */
async function trainedOf(storage: Storage, runs: readonly string[]): Promise<readonly string[]> {
  const trained: string[] = [];
  for (const run of runs) if ((await storage.folders(`runs/${run}/`)).includes('checkpoints')) trained.push(run);
  return trained.length === 0 ? runs : trained;
}
