import { randomUint32, unitInterval } from '../core/seeded-random.ts';
import type { HostTensor } from './host-tensor.ts';
import type { WeightSpec } from './model.ts';

/**
 * First values of a weight: a function of (seed, name) alone, the same on every machine and beside any other weights.
 * Normal values by Box and Muller 1958, from two counted draws for each pair.
 */
export function initialWeight(spec: WeightSpec, seed: number): HostTensor {
  const data = new Float32Array(spec.shape.reduce((size, side) => size * side, 1));
  if (spec.initial.kind === 'ones') data.fill(1);
  if (spec.initial.kind === 'normal') fillNormal(data, unitInterval(spec.name, seed) * 2 ** 32, spec.initial.deviation);
  return { dtype: 'float32', shape: spec.shape, data };
}

function fillNormal(data: Float32Array, stream: number, deviation: number): void {
  for (let i = 0; i < data.length; i += 2) {
    const radius = deviation * Math.sqrt(-2 * Math.log(openUnit(stream, i)));
    const angle = 2 * Math.PI * openUnit(stream, i + 1);
    data[i] = radius * Math.cos(angle);
    if (i + 1 < data.length) data[i + 1] = radius * Math.sin(angle);
  }
}

/** In (0, 1): never 0, whose logarithm is infinite. */
function openUnit(stream: number, counter: number): number {
  return (randomUint32(stream, counter) + 0.5) / 2 ** 32;
}
