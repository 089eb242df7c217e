import type { OptimizerSettings } from '../engine.ts';
import type { Graph } from '../graph/graph.ts';
import { addVariable, type Variable } from '../graph/variable.ts';
import { type Moment, momentsOf } from './moments.ts';

/** A weight in the graph with what its optimizer keeps for it, in the order of `momentsOf`. */
export interface Slots {
  readonly weight: Variable;
  readonly decays: boolean;
  readonly moments: readonly Variable[];
}

export function addSlots(graph: Graph, weight: Variable, decays: boolean, settings: OptimizerSettings): Slots {
  const moments = momentsOf(settings).map((moment) =>
    addVariable(graph, momentName(moment, weight.name), weight.shape),
  );
  return { weight, decays, moments };
}

/** Name of the variable that holds a moment of a weight. */
export function momentName(moment: Moment, weight: string): string {
  return moment === 'firstMoments' ? `${weight}/first-moment` : `${weight}/second-moment`;
}
