import type { Backend } from '../backend/backend.ts';
import { newForward } from '../engines/forward.ts';
import { dataTypes } from '../graph/data-type.ts';
import { type Graph, type Output, placeholder } from '../graph/graph.ts';
import { newTracer, type Tracer } from '../graph/trace.ts';
import { addVariable, read } from '../graph/variable.ts';
import type { Forward, WeightSpec } from '../model.ts';
import type { InputSpec } from '../objective.ts';
import type { Tensor } from '../tensorflow.ts';

/** A graph that passes without gradients are traced into, over one set of weights. */
export interface TracedWeights {
  readonly backend: Backend;
  readonly graph: Graph;
  readonly tracer: Tracer;
  readonly forward: () => Forward;
}

/** Adds weights to a graph as its variables. Call it, and what traces with it, inside one scope of TensorFlow.js. */
export function bindWeights(backend: Backend, graph: Graph, specs: readonly WeightSpec[]): TracedWeights {
  const tracer = newTracer(graph, backend.native);
  const weights = new Map<string, Tensor>();
  for (const { name, shape } of specs) {
    weights.set(name, standIn({ backend, tracer }, shape, 'float32', read(graph, addVariable(graph, name, shape))));
  }
  return { backend, graph, tracer, forward: () => newForward(backend, weights, undefined) };
}

/** A tensor of zeros that stands for an output of the graph. */
export function standIn(
  { backend, tracer }: Pick<TracedWeights, 'backend' | 'tracer'>,
  shape: readonly number[],
  dtype: InputSpec['dtype'],
  output: Output,
): Tensor {
  const tensor = backend.tf.zeros([...shape], dtype);
  tracer.bind(tensor, output);
  return tensor;
}

/** A tensor that stands for a placeholder `name` of the graph. */
export function fedTensor(traced: TracedWeights, { name, dtype, shape }: InputSpec): Tensor {
  return standIn(traced, shape, dtype, placeholder(traced.graph, name, dataTypes[dtype], shape));
}
