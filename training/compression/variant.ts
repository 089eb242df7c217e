import type { Json } from '../../core/canonical-json.ts';
import { MillraceError } from '../../core/errors.ts';
import type { HostTensor } from '../host-tensor.ts';
import { models } from '../models/registry.ts';
import type { RunConfig } from '../run-config.ts';
import { runModel } from '../run-model.ts';
import { compressible } from './compressible.ts';
import { pruneByMagnitude } from './magnitude-pruning.ts';
import type { PackedWeight } from './packed-weight.ts';
import { quantizeInt4 } from './quantize-int4.ts';
import { quantizeInt8 } from './quantize-int8.ts';
import { pruneUnits, type RemovedUnits } from './structured-pruning.ts';

/** Bits of a matrix's elements: of the file alone, or of the products too. */
export const quantizations = ['int8', 'int8-dynamic', 'int4-32', 'int4-64'] as const;
export type Quantization = (typeof quantizations)[number];

/** What is done to a trained model, in this order; nothing of it gives the model as it is. */
export interface VariantPlan {
  readonly structured: RemovedUnits | null;
  /** Share of each matrix that becomes 0. */
  readonly sparsity: number | null;
  readonly quantization: Quantization | null;
}

/** A trained model, made smaller. `config` is the run's, with the parameters of the model that is left. */
export interface Variant {
  readonly config: RunConfig;
  readonly weights: ReadonlyMap<string, PackedWeight>;
}

/** The model as it is, then each thing that is asked for, then all that go together. */
export function variantPlans(asked: {
  readonly quantize: readonly Quantization[];
  readonly sparsity: number | null;
  readonly structured: RemovedUnits | null;
}): readonly VariantPlan[] {
  const either = <Value>(value: Value | null): (Value | null)[] => (value === null ? [null] : [null, value]);
  const plans = either(asked.structured).flatMap((structured) =>
    either(asked.sparsity).flatMap((sparsity) =>
      [null, ...asked.quantize].map((quantization) => ({ structured, sparsity, quantization })),
    ),
  );
  return plans.toSorted((a, b) => changes(a) - changes(b));
}

function changes({ structured, sparsity, quantization }: VariantPlan): number {
  return [structured, sparsity, quantization].filter((change) => change !== null).length;
}

/** `float32`, `pruned50`, `structured-pruned50-int8`: the name of a variant of a run, and of its folder. */
export function variantName({ structured, sparsity, quantization }: VariantPlan): string {
  const parts = [
    ...(structured === null ? [] : ['structured']),
    ...(sparsity === null ? [] : [`pruned${Number((100 * sparsity).toFixed(2))}`]),
    ...(quantization === null ? [] : [quantization]),
  ];
  return parts.length === 0 ? 'float32' : parts.join('-');
}

/** Throws MillraceError `not-prunable` (usage) where heads and neurons are to go of a model that has none of its own. */
export function makeVariant(
  config: RunConfig,
  weights: ReadonlyMap<string, HostTensor>,
  { structured, sparsity, quantization }: VariantPlan,
): Variant {
  const smaller = structured === null ? config : shrunken(config, structured);
  const model = runModel(smaller);
  const names = compressible(model);
  const left = structured === null ? weights : pruneUnits(weights, runModel(config).blocks ?? [], model.blocks ?? []);
  const pruned = sparsity === null ? left : pruneByMagnitude(left, names, sparsity, 'layer');
  const packed = [...pruned].map(([name, tensor]): [string, PackedWeight] => [
    name,
    names.includes(name) ? quantized(tensor, quantization) : plain(tensor),
  ]);
  return { config: smaller, weights: new Map(packed) };
}

function shrunken(config: RunConfig, structured: RemovedUnits): RunConfig {
  const { model } = config.settings;
  const definition = models.find(({ name }) => name === model.name);
  if (definition?.shrink === undefined) {
    const fit = models.filter(({ shrink }) => shrink !== undefined).map(({ name }) => name);
    throw new MillraceError('not-prunable', `run ${config.run} is of ${model.name}, whose parts cannot be taken out`, {
      kind: 'usage',
      hint: `leave --structured out; it is for ${fit.join(' and ')}`,
    });
  }
  const parameters = definition.shrink(definition.parameters.parse(model.parameters), structured);
  const shrunk = { name: model.name, parameters: parameters as Record<string, Json> };
  return { ...config, settings: { ...config.settings, model: shrunk } };
}

function quantized(tensor: HostTensor, quantization: Quantization | null): PackedWeight {
  switch (quantization) {
    case null:
      return plain(tensor);
    case 'int4-32':
    case 'int4-64':
      return quantizeInt4(tensor, quantization === 'int4-32' ? 32 : 64);
    default:
      return quantizeInt8(tensor);
  }
}

function plain({ shape, data }: HostTensor): PackedWeight {
  return { kind: 'float32', shape, data: data instanceof Float32Array ? data : Float32Array.from(data) };
}
