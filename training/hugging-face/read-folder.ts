import { join } from 'node:path';
import { canonicalJson, type Json } from '../../core/canonical-json.ts';
import { MillraceError } from '../../core/errors.ts';
import { sha256Hex } from '../../storage/digest.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { Model } from '../model.ts';
import { models } from '../models/registry.ts';
import type { NamedParameters } from '../run-settings.ts';
import { buildModel } from './build-model.ts';
import { type ConfigReader, configReader } from './config-reader.ts';
import { classHead, type DescribedModel, type Layout, type PretrainedSize } from './layout.ts';
import { readIfThere, readWeights } from './read-weights.ts';
import { layouts } from './registry.ts';

/** A model of Hugging Face in Millrace's terms. */
export interface PretrainedModel {
  readonly model: NamedParameters;
  readonly size: PretrainedSize;
  /** By Millrace's names: all weights of the model, and of a head of classes where there is one. */
  readonly weights: ReadonlyMap<string, HostTensor>;
  /** What the outputs of that head are called, in their order; empty without one. */
  readonly labels: readonly string[];
  /** Of the files that it was read from, by their names and contents. */
  readonly sha256: string;
}

const mostConfigBytes = 2 ** 20;

/**
 * Reads a folder as Hugging Face's transformers saves models: `config.json`, and safetensors in one file or several.
 * Costs reading and digesting its weights. Throws MillraceError, kind `usage`: `no-config`, `no-weights`, `unfit-config`
 * for a model that Millrace does not have, which names the key, and `unfit-weights`; and `bad-checkpoint`.
 */
export async function readFolder(folder: string): Promise<PretrainedModel> {
  const at = join(folder, 'config.json');
  const bytes = await readIfThere(at);
  if (bytes === undefined) throw noConfig(folder);
  const config = configOf(bytes, at);
  const reader = configReader(config, at);
  const layout = layoutOf(config, at);
  const { tensors, files } = await readWeights(folder);
  const described = layout.describe(reader, new Set(tensors.keys()));
  const weights = new Map<string, HostTensor>();
  for (const [stored, tensor] of tensors) {
    const name = layout.nameOf(stored, described);
    if (name !== null) weights.set(name, tensor);
  }
  const parameters = parametersOf(layout, described, at);
  requireWeights(buildModel(layout.model, parameters, described.size), weights, folder);
  return {
    model: { name: layout.model, parameters },
    size: described.size,
    weights,
    labels: labelsOf(reader, weights.get('classifier.weight')),
    sha256: sha256Hex(canonicalJson([['config.json', sha256Hex(bytes)], ...files])),
  };
}

function configOf(bytes: Uint8Array, at: string): Readonly<Record<string, Json>> {
  let value: unknown;
  try {
    if (bytes.length > mostConfigBytes) throw new Error(`${bytes.length} bytes`);
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new MillraceError('unfit-config', `expected JSON of at most ${mostConfigBytes} bytes`, {
      ...{ kind: 'usage', at, cause: error },
    });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, Json>;
  throw new MillraceError('unfit-config', 'expected a map of settings', { kind: 'usage', at });
}

function layoutOf(config: Readonly<Record<string, Json>>, at: string): Layout {
  const reader = configReader(config, at);
  const layout = reader.choice('model_type', Object.fromEntries(layouts.map((each) => [each.modelType, each])));
  const named = reader.optional('architectures') ?? [];
  const first = Array.isArray(named) ? named[0] : named;
  if (first === undefined || layout.architectures.some((name) => name === first)) return layout;
  throw reader.refuse('architectures', `one of ${layout.architectures.join(', ')}`, first);
}

/** The parameters with all defaults, held to the model's own limits. */
function parametersOf({ model }: Layout, { parameters }: DescribedModel, at: string): Readonly<Record<string, Json>> {
  const definition = models.find(({ name }) => name === model);
  const parsed = definition?.parameters.safeParse(parameters);
  if (parsed?.success) return parsed.data as Readonly<Record<string, Json>>;
  const [issue] = parsed?.error.issues ?? [];
  throw new MillraceError('unfit-config', `${issue?.path.join('.')} of ${model}: ${issue?.message}`, {
    ...{ kind: 'usage', at },
  });
}

function requireWeights({ weights: specs }: Model, weights: ReadonlyMap<string, HostTensor>, at: string): void {
  const shapes = new Map(specs.map(({ name, shape }) => [name, `float32 [${shape}]`]));
  for (const [name, expected] of shapes) {
    const tensor = weights.get(name);
    const found = tensor === undefined ? 'none' : `${tensor.dtype} [${tensor.shape}]`;
    if (found !== expected) throw unfitWeight(name, expected, found, at);
  }
  for (const [name, { dtype, shape }] of weights) {
    if (shapes.has(name) || classHead.test(name)) continue;
    throw unfitWeight(name, 'no such weight in the model that config.json describes', `${dtype} [${shape}]`, at);
  }
}

function unfitWeight(name: string, expected: string, found: string, at: string): MillraceError {
  return new MillraceError('unfit-weights', `weight ${JSON.stringify(name)}: expected ${expected}, found ${found}`, {
    kind: 'usage',
    at,
    hint: 'config.json and the weights must be of the same model',
  });
}

/** A name for each row of the head; transformers leaves out those that say nothing. */
function labelsOf(config: ConfigReader, head: HostTensor | undefined): readonly string[] {
  if (head === undefined) return [];
  const rows = Array.from({ length: head.shape[0] ?? 0 }, (_, row) => row);
  const given = config.optional('id2label');
  if (given === undefined) return rows.map((row) => `LABEL_${row}`);
  const names = new Map(typeof given === 'object' && given !== null ? Object.entries(given) : []);
  if (names.size === rows.length && rows.every((row) => names.has(`${row}`))) {
    return rows.map((row) => String(names.get(`${row}`)));
  }
  throw config.refuse('id2label', `a name for each of the head's ${rows.length} outputs`, given);
}

function noConfig(folder: string): MillraceError {
  return new MillraceError('no-config', 'expected a folder with config.json, found none', {
    kind: 'usage',
    at: folder,
    hint: "name a folder that transformers' save_pretrained wrote, or a copy of one from the Hub",
  });
}
