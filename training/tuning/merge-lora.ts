import type { HostTensor } from '../host-tensor.ts';
import type { Model } from '../model.ts';
import { type Adapter, adaptersOf, isInOut, type LoraSettings } from './lora.ts';

type Weights = ReadonlyMap<string, HostTensor>;

/**
 * The weights of a model without adapters that does what the tuned one does: adapters are added to their targets and left
 * out. `model` is the one before `lora`; weights beside it, such as a head, stay.
 */
export function mergeLora(weights: Weights, model: Model, settings: LoraSettings): Map<string, HostTensor> {
  const merged = shifted(weights, weights, model, settings, 1);
  for (const { a, b } of adaptersOf(model, settings)) {
    merged.delete(a.name);
    merged.delete(b.name);
  }
  return merged;
}

/** Takes `adapters`, by their names, out of merged weights again, and puts them beside: the inverse of `mergeLora`. */
export function unmergeLora(
  merged: Weights,
  adapters: Weights,
  model: Model,
  settings: LoraSettings,
): Map<string, HostTensor> {
  const apart = shifted(merged, adapters, model, settings, -1);
  for (const { a, b } of adaptersOf(model, settings)) {
    for (const { name } of [a, b]) apart.set(name, requiredTensor(adapters, name));
  }
  return apart;
}

function shifted(weights: Weights, adapters: Weights, model: Model, settings: LoraSettings, sign: 1 | -1) {
  const changed = new Map(weights);
  for (const adapter of adaptersOf(model, settings)) {
    const weight = requiredTensor(weights, adapter.target.name);
    const change = productOf(adapter, adapters, isInOut(model));
    const scale = (sign * settings.alpha) / settings.rank;
    const data = Float32Array.from(weight.data, (value, place) => value + scale * (change[place] ?? 0));
    changed.set(adapter.target.name, { ...weight, dtype: 'float32', data });
  }
  return changed;
}

/** B·A in double precision, in the layout of the target. */
function productOf({ a, b }: Adapter, adapters: Weights, inOut: boolean): Float64Array {
  const [rank = 0, into = 0] = a.shape;
  const [out = 0] = b.shape;
  const left = requiredTensor(adapters, b.name).data;
  const right = requiredTensor(adapters, a.name).data;
  const product = new Float64Array(out * into);
  for (let row = 0; row < out; row++) {
    for (let middle = 0; middle < rank; middle++) {
      const factor = left[row * rank + middle] ?? 0;
      for (let column = 0; column < into; column++) {
        const place = inOut ? column * out + row : row * into + column;
        product[place] = (product[place] ?? 0) + factor * (right[middle * into + column] ?? 0);
      }
    }
  }
  return product;
}

function requiredTensor(weights: Weights, name: string): HostTensor {
  const tensor = weights.get(name);
  if (tensor === undefined) throw new Error(`there is no weight "${name}"`);
  return tensor;
}
