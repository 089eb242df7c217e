import type { Backend } from '../../backend/backend.ts';
import { newForward } from '../../engines/forward.ts';
import type { AttributeValue } from '../../graph/attribute.ts';
import { newGraph, type Output } from '../../graph/graph.ts';
import { newTracer } from '../../graph/trace.ts';
import { standIn } from '../../inference/bound-weights.ts';
import type { WeightSpec } from '../../model.ts';
import type { Tensor } from '../../tensorflow.ts';
import { type Prediction, shapeAt } from './prediction.ts';
import type { TraceSize } from './size-formula.ts';

export interface TracedNode {
  readonly op: string;
  readonly inputs: readonly Output[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** Shape of its first output. */
  readonly shape: readonly number[] | undefined;
}

/** A prediction as TensorFlow's nodes, by name. Weights and inputs are outputs of nodes that are not there. */
export interface TracedPrediction {
  readonly nodes: ReadonlyMap<string, TracedNode>;
  readonly outputs: ReadonlyMap<string, Output>;
}

/** Names under which a graph's nodes take weights and inputs. */
export const sourceNames = {
  weight: (name: string): Output => `weight ${name}`,
  input: (name: string): Output => `input ${name}`,
};

/** Runs a prediction once, over weights and inputs of zeros, and records it. Costs one pass of that size. */
export function tracePrediction(
  backend: Backend,
  specs: readonly WeightSpec[],
  { inputs, outputs }: Prediction,
  size: TraceSize,
): TracedPrediction {
  const engine = backend.tf.engine();
  const graph = newGraph();
  const shapes = new Map<string, readonly number[]>();
  const tracer = newTracer(
    {
      ...graph,
      add: (op, from, attributes, more = {}) => {
        const name = graph.add(op, from, attributes, more);
        if (more.shape !== undefined) shapes.set(name, more.shape);
        return name;
      },
    },
    backend.native,
  );
  engine.startScope();
  try {
    const weights = new Map<string, Tensor>();
    for (const { name, shape } of specs) {
      weights.set(name, standIn({ backend, tracer }, shape, 'float32', sourceNames.weight(name)));
    }
    const given = new Map<string, Tensor>();
    for (const { name, dtype, sides } of inputs) {
      given.set(name, standIn({ backend, tracer }, shapeAt(sides, size), dtype, sourceNames.input(name)));
    }
    const input = (name: string): Tensor => {
      const tensor = given.get(name);
      if (tensor === undefined) throw new Error(`the prediction names no input "${name}"`);
      return tensor;
    };
    const results = tracer.trace(() => outputs(newForward(backend, weights, undefined), input, size));
    const named = Object.entries(results).map(([name, tensor]) => [name, tracer.outputOf(tensor)] as const);
    const nodes = graph.nodes.map(({ name, op, inputs, attributes }): [string, TracedNode] => {
      return [name, { op, inputs, attributes, shape: shapes.get(name) }];
    });
    return { nodes: new Map(nodes), outputs: new Map(named) };
  } finally {
    engine.endScope();
  }
}
