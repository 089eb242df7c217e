import type { Backend } from '../backend/backend.ts';
import type { EngineOptions, OptimizerSettings } from '../engine.ts';
import { type Graph, newGraph, type Output, output } from '../graph/graph.ts';
import { addVariable, assign, assignAdd, read } from '../graph/variable.ts';
import { clipped, globalNorm } from '../optimizer/graph-clipping.ts';
import { addRateInputs, addUpdate, type RateInputs } from '../optimizer/graph-update.ts';
import { addSlots, type Slots } from '../optimizer/slots.ts';
import { ofSize, type TracedPasses, tracePasses } from './traced-passes.ts';

/**
 * What a run of the step's graph can give. Each is a sum of losses, or a norm; asking for it does the work. Where batches
 * have several sizes there are no whole steps, and what is of a size is named by it.
 */
export const stepFetches = {
  /** A whole step of one batch: its loss when the weights are updated, and the norm. */
  loss: 'step/loss',
  norm: 'step/norm',
  /** The first of several micro-batches, and each later one: the loss when its gradient is kept. */
  firstLoss: (samples?: number): string => ofSize('first/loss', samples),
  laterLoss: (samples?: number): string => ofSize('later/loss', samples),
  /** The update from the kept gradients: their norm when the weights are updated. */
  appliedNorm: 'apply/norm',
  evaluated: (name: string, samples?: number): string => ofSize(`evaluate/${name}`, samples),
} as const;

export interface StepGraph {
  readonly graph: Graph;
  /** Names of the objective's outputs. */
  readonly outputs: readonly string[];
}

/** One graph for training steps, gradient accumulation and evaluation, over the same variables. */
export function stepGraph(backend: Backend, options: EngineOptions): StepGraph {
  const graph = newGraph();
  const traced = tracePasses(backend, options, graph);
  addSteps(graph, options.optimizer, traced);
  for (const { samples, evaluated } of traced.passes) {
    for (const [name, value] of evaluated) output(graph, stepFetches.evaluated(name, samples), value);
  }
  return { graph, outputs: [...(traced.passes[0]?.evaluated.keys() ?? [])] };
}

function addSteps(graph: Graph, settings: OptimizerSettings, { trained, passes }: TracedPasses): void {
  const inputs = addRateInputs(graph, settings);
  const slots = trained.map(({ variable, spec }) => addSlots(graph, variable, spec.decays, settings));
  const kept = trained.map(({ variable }) => addVariable(graph, `${variable.name}/gradient`, variable.shape));
  for (const { samples, loss, gradients } of passes) {
    if (samples === undefined) {
      const direct = addUpdates(graph, settings, slots, inputs, gradients);
      output(graph, stepFetches.loss, loss, direct.updates);
      output(graph, stepFetches.norm, direct.norm);
    }
    const keepBy = (update: typeof assign) =>
      kept.map((variable, index) => update(graph, variable, gradients[index] ?? ''));
    output(graph, stepFetches.firstLoss(samples), loss, keepBy(assign));
    output(graph, stepFetches.laterLoss(samples), loss, keepBy(assignAdd));
  }
  const sums = kept.map((variable) => read(graph, variable));
  const applied = addUpdates(graph, settings, slots, inputs, sums);
  output(graph, stepFetches.appliedNorm, applied.norm, applied.updates);
}

function addUpdates(
  graph: Graph,
  settings: OptimizerSettings,
  slots: readonly Slots[],
  inputs: RateInputs,
  gradients: readonly Output[],
) {
  const norm = globalNorm(graph, gradients);
  const used = settings.clipNorm > 0 ? clipped(graph, gradients, norm, settings.clipNorm) : gradients;
  const updates = slots.map((slot, index) => addUpdate(graph, slot, used[index] ?? '', inputs, settings));
  return { norm, updates };
}
