import { formatByteSize } from '../core/byte-size.ts';
import { MillraceError } from '../core/errors.ts';
import { readVersion, type StoredManifest } from '../shards/catalogue.ts';
import type { Manifest } from '../shards/manifest.ts';
import type { Storage } from '../storage/storage.ts';
import type { Cursor } from '../streaming/cursor.ts';
import type { DocumentCut } from '../streaming/document-groups.ts';
import { openStream, type Stream } from '../streaming/open-stream.ts';
import type { Backend } from './backend/backend.ts';
import { type BackendOptions, openBackend } from './backend/open-backend.ts';
import type { TrainingEngine } from './engine.ts';
import { openEagerEngine } from './engines/eager-engine.ts';
import { openGraphEngine } from './engines/graph-engine.ts';
import { models } from './models/registry.ts';
import type { Objective } from './objective.ts';
import { objectives } from './objectives/registry.ts';
import type { RunConfig } from './run-config.ts';

/** The version that a run reads, checked to be the very one that it was planned for. */
export async function readRunVersion(storage: Storage, { data, run }: RunConfig): Promise<StoredManifest> {
  const version = await readVersion(storage, data.dataset, data.version);
  if (version.sha256 === data.manifestSha256) return version;
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

/** A run's stream over a split. `from` goes on at a checkpoint's place. */
export function openRunStream(
  storage: Storage,
  version: StoredManifest,
  config: RunConfig,
  split: Cursor['split'],
  from?: Cursor,
): Promise<Stream> {
  const { settings, length } = config;
  const content = objectiveOf(config).content;
  const classes = classesOf(config);
  const cut = settings.objective.parameters['cut'] as DocumentCut | undefined;
  return openStream({
    ...{ storage, version, content, split },
    batch: settings.batch,
    seed: settings.seed,
    threads: 1,
    ...(content === 'documents' ? { length } : {}),
    ...(classes === undefined ? {} : { classes }),
    ...(cut === undefined ? {} : { cut }),
    ...(from === undefined ? {} : { from }),
  });
}

/** A run's model with its objective, on a backend. `classes` are those of its stream, `threads` those of the backend. */
export function openRunEngine(
  backend: Backend,
  config: RunConfig,
  classes: readonly string[],
  threads: number,
): { readonly engine: TrainingEngine; readonly objective: Objective } {
  const { settings, length, positions, vocabulary } = config;
  const definition = models.find(({ name }) => name === settings.model.name);
  if (definition === undefined) throw unknownKind('model', settings.model.name);
  const model = definition.build(definition.parameters.parse(settings.model.parameters), {
    vocabulary,
    length: positions,
  });
  const kind = objectiveOf(config);
  const parameters: unknown = kind.parameters.parse(settings.objective.parameters);
  const objective = kind.build(parameters, model, { samples: settings.batch, length, classes });
  const { beta1, beta2, epsilon, weightDecay, clipNorm, dropout, seed } = settings;
  const open = settings.engine === 'eager' ? openEagerEngine : openGraphEngine;
  const optimizer = { beta1, beta2, epsilon, weightDecay, clipNorm };
  // Small operations do not scale over threads inside themselves; parts of a batch beside each other do.
  const parallel = backend.device === 'gpu' ? 1 : threads;
  return { engine: open(backend, { model, objective, optimizer, dropout, seed, parallel }), objective };
}

function objectiveOf({ settings }: RunConfig) {
  const definition = objectives.find(({ name }) => name === settings.objective.name);
  if (definition === undefined) throw unknownKind('objective', settings.objective.name);
  return definition;
}

export function classesOf({ settings }: RunConfig): Readonly<Record<string, readonly string[]>> | undefined {
  const { classes } = settings.objective.parameters;
  return classes as Readonly<Record<string, readonly string[]>> | undefined;
}

function unknownKind(kind: string, name: string): MillraceError {
  return new MillraceError('unknown-training-kind', `there is no ${kind} "${name}" in this version of Millrace`);
}
