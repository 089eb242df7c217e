import type { Backend } from '../backend/backend.ts';
import { checkState } from '../engines/weight-state.ts';
import { type Graph, newGraph } from '../graph/graph.ts';
import { openSession, type Session } from '../graph/session.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { Model } from '../model.ts';
import type { Objective, StepInputs } from '../objective.ts';
import { bindWeights } from './bound-weights.ts';
import { type RunPass, tracePass } from './pass.ts';

/** A model that is only asked, never trained: no gradients, no moments, one pass over a whole batch. */
export interface InferenceEngine {
  /** The objective's outputs, without dropout. */
  readonly evaluate: (inputs: StepInputs) => Readonly<Record<string, Float32Array>>;
  readonly close: () => void;
}

export interface InferenceOptions {
  readonly model: Model;
  readonly objective: Objective;
  /** A value for each weight of the model and the objective. */
  readonly weights: ReadonlyMap<string, HostTensor>;
}

/** A traced pass, and the weights that it still reads. */
export interface PassGraph {
  readonly graph: Graph;
  readonly run: RunPass;
  readonly weights: ReadonlyMap<string, HostTensor>;
}

/** One traced graph of an objective's outputs. Throws MillraceError `weight-shape` for weights of another model. */
export function openInferenceEngine(backend: Backend, options: InferenceOptions): InferenceEngine {
  return openPass(backend, tracePassGraph(backend, options));
}

export function tracePassGraph(backend: Backend, { model, objective, weights }: InferenceOptions): PassGraph {
  const specs = [...model.weights, ...objective.weights];
  checkState(specs, { weights });
  const graph = newGraph();
  const engine = backend.tf.engine();
  engine.startScope();
  try {
    const pass = { name: passName, inputs: objective.inputs, outputs: objective.outputs };
    return { graph, run: tracePass(bindWeights(backend, graph, specs), pass), weights };
  } finally {
    engine.endScope();
  }
}

/** Prefix of what a pass graph is fed and gives. */
export const passName = 'outputs';

export function openPass(backend: Backend, { graph, run, weights }: PassGraph): InferenceEngine {
  const session: Session = openSession(graph, backend.native);
  session.assign(weights);
  return { evaluate: ({ inputs }) => run(session, inputs), close: session.close };
}
