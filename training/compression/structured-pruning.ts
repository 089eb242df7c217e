import type { HostTensor } from '../host-tensor.ts';
import type { BlockUnits, ModelBlock } from '../model.ts';

/** Shares of each block's heads and feed-forward neurons that are taken out, in [0, 1). */
export interface RemovedUnits {
  readonly heads: number;
  readonly neurons: number;
}

/** How many of `count` units are left without a share of them: at least one. */
export function unitsLeft(count: number, removed: number): number {
  return Math.max(1, count - Math.round(removed * count));
}

/**
 * Weights of a model with fewer heads and neurons: those of `larger` without the least important, as many in each block as
 * `smaller` says. A unit's importance is the product of the norms of its matrices: what it reads times what it gives, so
 * that making one louder and the other quieter, which changes nothing, changes no rank. Norms as in Li et al. 2017; heads
 * as in Michel et al. 2019, which judge them by gradients.
 */
export function pruneUnits(
  weights: ReadonlyMap<string, HostTensor>,
  larger: readonly ModelBlock[],
  smaller: readonly ModelBlock[],
): ReadonlyMap<string, HostTensor> {
  const pruned = new Map(weights);
  for (const [index, block] of larger.entries()) {
    for (const kind of ['heads', 'neurons'] as const) {
      const left = smaller[index]?.[kind].count ?? block[kind].count;
      const kept = mostImportant(importances(pruned, block[kind]), left);
      for (const { weight, axis, repeats } of block[kind].slices) {
        pruned.set(weight, keptUnits(required(pruned, weight), { axis, repeats, count: block[kind].count }, kept));
      }
    }
  }
  return pruned;
}

function importances(weights: ReadonlyMap<string, HostTensor>, { count, slices }: BlockUnits): Float64Array {
  const logarithms = new Float64Array(count);
  for (const { weight, axis, repeats } of slices) {
    const tensor = required(weights, weight);
    if (tensor.shape.length < 2) continue;
    const squares = new Float64Array(count);
    for (const { unit, from, to } of runsOf(tensor.shape, { axis, repeats, count })) {
      for (let at = from; at < to; at++) squares[unit] = (squares[unit] ?? 0) + (tensor.data[at] ?? 0) ** 2;
    }
    for (const [unit, square] of squares.entries()) logarithms[unit] = (logarithms[unit] ?? 0) + Math.log(square);
  }
  return logarithms;
}

/** Places of the `count` highest, in their own order; of equal ones the first. */
function mostImportant(importance: Float64Array, count: number): readonly number[] {
  const ranked = [...importance.keys()].sort((a, b) => (importance[b] ?? 0) - (importance[a] ?? 0) || a - b);
  return ranked.slice(0, count).sort((a, b) => a - b);
}

interface Layout {
  readonly axis: number;
  readonly repeats: number;
  readonly count: number;
}

/** Runs of elements that lie together in memory and belong to one unit, in memory's order. */
function* runsOf(shape: readonly number[], { axis, repeats, count }: Layout) {
  const product = (sides: readonly number[]): number => sides.reduce((size, side) => size * side, 1);
  const outer = product(shape.slice(0, axis));
  const run = (product(shape.slice(axis + 1)) * (shape[axis] ?? 0)) / (repeats * count);
  for (let index = 0; index < outer * repeats * count; index++) {
    yield { unit: index % count, from: index * run, to: (index + 1) * run };
  }
}

function keptUnits(tensor: HostTensor, layout: Layout, kept: readonly number[]): HostTensor {
  if (tensor.dtype !== 'float32') throw new Error('weights are float32');
  const { axis, count } = layout;
  const shape = tensor.shape.map((side, index) => (index === axis ? (side / count) * kept.length : side));
  const data = new Float32Array((tensor.data.length / count) * kept.length);
  const chosen = new Set(kept);
  let at = 0;
  for (const { unit, from, to } of runsOf(tensor.shape, layout)) {
    if (!chosen.has(unit)) continue;
    data.set(tensor.data.subarray(from, to), at);
    at += to - from;
  }
  return { dtype: 'float32', shape, data };
}

function required(weights: ReadonlyMap<string, HostTensor>, name: string): HostTensor {
  const tensor = weights.get(name);
  if (tensor === undefined) throw new Error(`there is no weight "${name}"`);
  return tensor;
}
