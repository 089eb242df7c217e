import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Storage } from '../../storage/storage.ts';
import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import { encodeSafetensors } from '../checkpoints/safetensors.ts';
import { momentTensors } from '../checkpoints/write-checkpoint.ts';
import type { EngineState } from '../engine.ts';
import type { HostTensor } from '../host-tensor.ts';
import { initialWeight } from '../initial-weights.ts';
import { learningRateAt } from '../learning-rate.ts';
import type { WeightSpec } from '../model.ts';
import { type RunConfig, readsImages } from '../run-config.ts';
import type { ReportRow } from '../runs/report-rows.ts';
import type { Distribution } from './distribution.ts';

/** What the processes of a run begin with. */
export interface TrainingJob {
  readonly storage: Storage;
  readonly config: RunConfig;
  readonly distribution: Distribution;
  /** Parameters with every default filled in. */
  readonly parameters: { readonly model: unknown; readonly objective: unknown };
  readonly weights: readonly WeightSpec[];
  /** Weights of an earlier run; others begin as their seed says. */
  readonly starting: EngineState['weights'] | undefined;
  readonly checkpoint: Checkpoint | undefined;
  /** Whether there is a holdout split to validate on. */
  readonly holdout: boolean;
  /** Of an objective that tells classes, their number; else 0. */
  readonly classes: number;
  /** Where this process feeds the ranks; null where they read the version themselves. */
  readonly feed: string | null;
  /** Reports until the checkpoint. */
  readonly rows: readonly ReportRow[];
}

/**
 * Writes a job's folder, in place of what was there: `job.json`, `learning-rates.f64` (8 bytes a step), and the state as
 * `weights.safetensors` and, after a checkpoint, `optimizer.safetensors`. Costs one copy of the state.
 */
export async function writeJobFolder(folder: string, job: TrainingJob): Promise<void> {
  const { storage, config, distribution, parameters, weights, starting, checkpoint, holdout, classes, feed, rows } =
    job;
  const { settings, data, mix } = config;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const record = {
    format: 'millrace-training-job/1',
    store: storage.location,
    settings: {
      ...{ ...settings, ...distribution },
      model: { name: settings.model.name, parameters: parameters.model },
      objective: { name: settings.objective.name, parameters: parameters.objective },
    },
    ...{ data, mix: mix ?? null, ...sizeOf(config), holdout, classes, feed },
    decays: weights.filter(({ decays }) => decays).map(({ name }) => name),
    frozen: weights.filter(({ frozen }) => frozen === true).map(({ name }) => name),
    validations: rows.flatMap(({ step, validation }) =>
      validation?.['loss'] === undefined ? [] : [[step, validation['loss']]],
    ),
    step: checkpoint?.step ?? 0,
    cursor: checkpoint?.cursor ?? null,
  };
  const rates = Float64Array.from({ length: settings.steps }, (_, index) => learningRateAt(index + 1, settings));
  const first = (spec: WeightSpec): HostTensor =>
    checkpoint?.state.weights.get(spec.name) ?? starting?.get(spec.name) ?? initialWeight(spec, settings.seed);
  const state = new Map(weights.map((spec) => [spec.name, first(spec)]));
  const put = (name: string, bytes: Uint8Array): Promise<void> => writeFile(join(folder, name), bytes);
  await put('learning-rates.f64', new Uint8Array(rates.buffer));
  await put('weights.safetensors', encodeSafetensors(state));
  if (checkpoint !== undefined) {
    await put('optimizer.safetensors', encodeSafetensors(momentTensors(checkpoint.state)));
  }
  await put('job.json', Buffer.from(`${JSON.stringify(record, null, 2)}\n`));
}

/** What a model must know beside its parameters. */
function sizeOf(config: RunConfig) {
  if (readsImages(config)) return { imageSize: config.imageSize };
  const { length, positions, vocabulary, masking = null } = config;
  return { length, positions, vocabulary, masking };
}
