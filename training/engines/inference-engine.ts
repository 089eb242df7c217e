import type { Backend } from '../backend/backend.ts';
import { dataTypes } from '../graph/data-type.ts';
import { newGraph, output, placeholder } from '../graph/graph.ts';
import { openSession } from '../graph/session.ts';
import { newTracer } from '../graph/trace.ts';
import { addVariable, read } from '../graph/variable.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { Model } from '../model.ts';
import type { Objective, StepInputs } from '../objective.ts';
import type { Tensor } from '../tensorflow.ts';
import { newForward } from './forward.ts';
import { checkState } from './weight-state.ts';

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

/** One traced graph of an objective's outputs. Throws MillraceError `weight-shape` for weights of another model. */
export function openInferenceEngine(
  backend: Backend,
  { model, objective, weights }: InferenceOptions,
): InferenceEngine {
  const { tf } = backend;
  const specs = [...model.weights, ...objective.weights];
  checkState(specs, { weights });
  const graph = newGraph();
  const tracer = newTracer(graph, backend.native);
  tf.engine().startScope();
  let outputs: readonly string[];
  try {
    const named = new Map<string, Tensor>();
    for (const { name, shape } of specs) {
      const tensor = tf.zeros([...shape]);
      tracer.bind(tensor, read(graph, addVariable(graph, name, shape)));
      named.set(name, tensor);
    }
    const inputs = new Map<string, Tensor>();
    for (const { name, dtype, shape } of objective.inputs) {
      const tensor = tf.zeros([...shape], dtype);
      tracer.bind(tensor, placeholder(graph, name, dataTypes[dtype], shape));
      inputs.set(name, tensor);
    }
    const forward = newForward(backend, named, undefined);
    const found = tracer.trace(() => objective.outputs(forward, (name) => required(inputs, name)));
    for (const [name, tensor] of Object.entries(found)) output(graph, fetchName(name), tracer.outputOf(tensor));
    outputs = Object.keys(found);
  } finally {
    tf.engine().endScope();
  }
  const session = openSession(graph, backend.native);
  session.assign(new Map(specs.map(({ name }) => [name, required(weights, name)])));
  return {
    evaluate: ({ inputs }) => {
      const values = session.run(inputs, outputs.map(fetchName));
      return Object.fromEntries(outputs.map((name, index) => [name, values[index] ?? new Float32Array()]));
    },
    close: session.close,
  };
}

const fetchName = (name: string): string => `output/${name}`;

function required<Value>(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  if (value === undefined) throw new Error(`there is no "${name}"`);
  return value;
}
