import { MillraceError } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import { readCheckpoint } from './checkpoints/read-checkpoint.ts';
import { pruneUnits } from './compression/structured-pruning.ts';
import type { EngineState } from './engine.ts';
import type { Model } from './model.ts';
import type { RunConfig } from './run-config.ts';
import { baseModel } from './run-model.ts';
import { runFolder } from './runs/run-folder.ts';
import { readRunRecord } from './runs/run-record.ts';
import { plainWeights } from './tuning/tuned-run.ts';

/** The best weights of the run that another one starts from, its adapters merged, cut to its model. Throws MillraceError `no-checkpoint`. */
export async function startingWeights(
  storage: Storage,
  config: RunConfig,
  model: Model,
): Promise<Pick<EngineState, 'weights'>> {
  const run = config.from ?? '';
  const checkpoint = await readCheckpoint(storage, runFolder(run), 'best', () => undefined);
  if (checkpoint !== undefined) {
    const earlier = await readRunRecord(storage, runFolder(run));
    const weights = plainWeights(earlier, checkpoint.state.weights);
    if (config.settings.structured === undefined) return { weights };
    const larger = baseModel(earlier);
    return { weights: pruneUnits(weights, larger.blocks ?? [], model.blocks ?? []) };
  }
  throw new MillraceError('no-checkpoint', `run ${run}, which this one starts from, has no checkpoint`, {
    hint: 'train it first',
  });
}
