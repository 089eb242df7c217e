import type { OptimizerSettings } from '../engine.ts';
import { dataTypes } from '../graph/data-type.ts';
import { type Control, type Graph, type Output, placeholder } from '../graph/graph.ts';
import { graphAdamW } from './graph-adamw.ts';
import { graphSgd } from './graph-sgd.ts';
import type { Slots } from './slots.ts';
import { stepRates } from './step-rates.ts';

/** The step's rates as scalars of the graph, fed under their own names. */
export type RateInputs = ReadonlyMap<string, Output>;

export function addRateInputs(graph: Graph, settings: OptimizerSettings): RateInputs {
  const names = Object.keys(stepRates(settings, { step: 1, learningRate: 0 }));
  return new Map(names.map((name) => [name, placeholder(graph, name, dataTypes.float32, [])]));
}

/** One update of a weight by its clipped gradient; runs when what it gives is asked for. */
export function addUpdate(
  graph: Graph,
  slots: Slots,
  gradient: Output,
  inputs: RateInputs,
  settings: OptimizerSettings,
): Control {
  const rateOf = (name: string): Output => inputs.get(name) ?? '';
  return settings.kind === 'sgd'
    ? graphSgd(graph, slots, gradient, rateOf('rate'), settings)
    : graphAdamW(graph, slots, gradient, rateOf, settings);
}
