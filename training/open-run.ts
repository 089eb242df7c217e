import { formatByteSize } from '../core/byte-size.ts';
import { MillraceError } from '../core/errors.ts';
import { readVersion, type StoredManifest } from '../shards/catalogue.ts';
import type { Manifest } from '../shards/manifest.ts';
import { readPurged } from '../shards/purge-versions.ts';
import type { Storage } from '../storage/storage.ts';
import { unlessGone } from '../storage/unless-gone.ts';
import type { Cursor } from '../streaming/cursor.ts';
import type { DocumentForm } from '../streaming/document-form.ts';
import type { Mix } from '../streaming/mix/mix.ts';
import type { Backend } from './backend/backend.ts';
import { type BackendOptions, openBackend } from './backend/open-backend.ts';
import { prunable } from './compression/compressible.ts';
import { holdingZeros } from './compression/held-zeros.ts';
import { distilled } from './distillation/distilled-objective.ts';
import type { TrainingEngine } from './engine.ts';
import { openEagerEngine } from './engines/eager-engine.ts';
import { openGraphEngine } from './engines/graph-engine.ts';
import type { Model } from './model.ts';
import type { Objective } from './objective.ts';
import { objectives } from './objectives/registry.ts';
import { runOptimizer } from './optimizer/run-optimizer.ts';
import {
  type ImageRunConfig,
  type RunConfig,
  type RunVersion,
  readsImages,
  type TokenRunConfig,
} from './run-config.ts';
import { imageModel, pairModel, tokenModel, unfit, unknownKind } from './run-model.ts';

/**
 * The version that a run is judged on, checked to be the very one that it was planned for. Throws MillraceError
 * `run-data` where the store has another one, or none.
 */
export function readRunVersion(storage: Storage, { data, run }: RunConfig): Promise<StoredManifest> {
  return readChecked(storage, data, run);
}

/** What a run learns from, checked as {@link readRunVersion} does. */
export async function readRunData(storage: Storage, { data, mix, run }: RunConfig): Promise<StoredManifest | Mix> {
  if (mix === undefined) return readChecked(storage, data, run);
  const parts = mix.parts.map(async (part) => ({ ...part, version: await readChecked(storage, part.version, run) }));
  return { ...mix, parts: await Promise.all(parts) };
}

async function readChecked(storage: Storage, data: RunVersion, run: string): Promise<StoredManifest> {
  const version = await unlessGone(readVersion(storage, data.dataset, data.version));
  if (version?.sha256 === data.manifestSha256) return version;
  if (version === undefined) {
    const purged = (await readPurged(storage, data.dataset, data.version)) !== undefined;
    throw new MillraceError('run-data', `run ${run} is of ${data.dataset}@${data.version}, which the store has not`, {
      hint: purged
        ? 'it was deleted by `millrace forget --purge`: train again on a newer version'
        : `\`millrace ls ${data.dataset}\` lists its versions`,
    });
  }
  throw new MillraceError('run-data', `run ${run} is of another ${data.dataset}@${data.version} than the store has`, {
    at: version.key,
    hint: `expected a manifest of SHA-256 ${data.manifestSha256}, found ${version.sha256}`,
  });
}

/** TensorFlow on a device, made ready first where it is not. */
export function openRunBackend(
  { device, threads, env }: Pick<BackendOptions, 'device' | 'threads' | 'env'>,
  onNote: (note: string) => void,
): Promise<Backend> {
  return openBackend({
    ...{ device, threads, env },
    onProgress: ({ phase, bytes, totalBytes }) => {
      const size = totalBytes === 0 ? '' : ` ${formatByteSize(bytes)} of ${formatByteSize(totalBytes)}`;
      onNote(`TensorFlow, needed once: ${phase}${size}`);
    },
  });
}

/** True where a version has no samples of a split that the run could read. */
export function splitIsEmpty({ shards }: Manifest, config: RunConfig, split: Cursor['split']): boolean {
  const { content } = objectiveOf(config);
  return !shards.some((shard) => shard.content === content && shard.split === split && shard.rows > 0);
}

/** A run's model with its objective, on a backend. `classes` are those of its stream, `threads` those of the backend. */
export function openRunEngine(
  backend: Backend,
  config: RunConfig,
  classes: readonly string[],
  threads: number,
): { readonly engine: TrainingEngine; readonly model: Model; readonly objective: Objective } {
  const { settings } = config;
  const { model, objective: alone } = runParts(config, classes);
  const own = inSteps(alone);
  const taught = settings.distil === undefined ? own : distilled(own, settings.distil, classes.length);
  const objective = settings.prune === undefined ? taught : holdingZeros(taught, prunable(model));
  const { dropout, seed, precision = 'float32' } = settings;
  const open = settings.engine === 'eager' ? openEagerEngine : openGraphEngine;
  const optimizer = runOptimizer(settings);
  // Small operations do not scale over threads inside themselves; parts of a batch beside each other do.
  const parallel = backend.device === 'gpu' ? 1 : threads;
  return {
    engine: open(backend, { model, objective, optimizer, dropout, seed, precision, parallel }),
    model,
    objective,
  };
}

/** An objective as training and its validations read it: packed, where texts can share samples. */
export function inSteps(objective: Objective): Objective {
  return objective.reads === 'tokens' && objective.packed !== undefined ? objective.packed : objective;
}

/** A run's model and its objective, as evaluation reads them. */
export function runParts(config: RunConfig, classes: readonly string[]): RunParts {
  return readsImages(config) ? imageParts(config, classes) : tokenParts(config, classes);
}

export interface RunParts {
  readonly model: Model;
  readonly objective: Objective;
}

/** A run's model of text with its objective. */
export function tokenParts(config: TokenRunConfig, classes: readonly string[]): RunParts {
  const { settings, length, vocabulary, masking, sentinels } = config;
  const goal = objectiveOf(config);
  if (goal.content === 'images') throw unfit(config);
  const size = {
    ...{ samples: settings.batch, length, classes, vocabulary },
    ...(masking === undefined ? {} : { masking }),
    ...(sentinels === undefined ? {} : { sentinels }),
  };
  if (goal.reads === 'pairs') {
    const model = pairModel(config);
    return { model, objective: goal.build(goal.parameters.parse(settings.objective.parameters), model, size) };
  }
  const model = tokenModel(config);
  return { model, objective: goal.build(goal.parameters.parse(settings.objective.parameters), model, size) };
}

function imageParts(config: ImageRunConfig, classes: readonly string[]): RunParts {
  const { settings, imageSize } = config;
  const goal = objectiveOf(config);
  if (goal.content !== 'images') throw unfit(config);
  const model = imageModel(config);
  const size = { samples: settings.batch, ...imageSize, classes };
  return { model, objective: goal.build(goal.parameters.parse(settings.objective.parameters), model, size) };
}

export function objectiveOf({ settings }: Pick<RunConfig, 'settings'>) {
  const definition = objectives.find(({ name }) => name === settings.objective.name);
  if (definition === undefined) throw unknownKind('objective', settings.objective.name);
  return definition;
}

/** How a run's documents become samples; undefined where they are labelled, or no documents. */
export function runForm(config: Pick<RunConfig, 'settings'>): DocumentForm | undefined {
  const objective = objectiveOf(config);
  if (objective.content !== 'documents' || objective.form === undefined) return undefined;
  if (objective.form === 'chat') return { kind: 'chat' };
  const { overlap } = config.settings.objective.parameters;
  return { kind: 'question', overlap: (overlap as number | null | undefined) ?? null };
}
