import type { Storage } from '../storage/storage.ts';
import { requireCheckpoint } from './checkpoints/require-checkpoint.ts';
import { pruneUnits } from './compression/structured-pruning.ts';
import type { EngineState } from './engine.ts';
import type { HostTensor } from './host-tensor.ts';
import { classHead } from './hugging-face/layout.ts';
import { readPretrained } from './hugging-face/stored-pretrained.ts';
import type { Model } from './model.ts';
import { runParts } from './open-run.ts';
import type { RunConfig } from './run-config.ts';
import { baseModel } from './run-model.ts';
import { runFolder } from './runs/run-folder.ts';
import { readRunRecord } from './runs/run-record.ts';
import { plainWeights } from './tuning/tuned-run.ts';

/**
 * The weights that a run starts from: the best of an earlier run, its adapters merged, cut to its model, or those of another project; none
 * where it begins with random ones. `classes` are those that it learns. Throws MillraceError `no-checkpoint`, `no-pretrained`.
 */
export async function startingWeights(
  storage: Storage,
  config: RunConfig,
  model: Model,
  classes: readonly string[],
): Promise<Partial<Pick<EngineState, 'weights'>>> {
  const { pretrained, name } = config.settings;
  if (pretrained !== undefined) {
    if ('folder' in pretrained) throw new Error(`run ${name} was planned before its folder was read`);
    return { weights: withOwnHead(config, classes, await readPretrained(storage, pretrained, classes)) };
  }
  const run = config.from;
  if (run === null) return {};
  const missing = `run ${run}, which this one starts from, has no checkpoint`;
  const { state } = await requireCheckpoint(storage, run, 'best', missing);
  const earlier = await readRunRecord(storage, runFolder(run));
  const weights = plainWeights(earlier, state.weights);
  if (config.settings.structured === undefined) return { weights };
  const larger = baseModel(earlier);
  return { weights: pruneUnits(weights, larger.blocks ?? [], model.blocks ?? []) };
}

/** Without a head of classes that is not the run's: its objective may see another state than the folder's head saw. */
function withOwnHead(
  config: RunConfig,
  classes: readonly string[],
  weights: ReadonlyMap<string, HostTensor>,
): ReadonlyMap<string, HostTensor> {
  const heads = [...weights.keys()].filter((name) => classHead.test(name));
  if (heads.length === 0) return weights;
  const own = new Set(runParts(config, classes).objective.weights.map(({ name }) => name));
  return heads.every((name) => own.has(name))
    ? weights
    : new Map([...weights].filter(([name]) => !classHead.test(name)));
}
